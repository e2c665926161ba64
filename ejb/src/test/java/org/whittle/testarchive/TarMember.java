package org.whittle.testarchive;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * A member of a tar archive, not checked in any way; never compared, hence the array.
 *
 * @param type the type flag of the header, such as {@code '0'}
 * @param paxHeaders records of an extended header; none is written if empty
 */
@SuppressWarnings("ArrayRecordComponent")
public record TarMember(
    String name,
    char type,
    String link,
    int mode,
    long uid,
    long gid,
    byte[] content,
    Map<String, String> paxHeaders) {

  /** An empty member of root with mode 0644. */
  public static TarMember of(String name, int type) {
    return new TarMember(name, (char) type, "", 0644, 0, 0, new byte[0], Map.of());
  }

  /** A regular file. */
  public static TarMember file(String name, String content) {
    return of(name, '0').withContent(content.getBytes(StandardCharsets.UTF_8));
  }

  /** A symbolic link. */
  public static TarMember symlink(String name, String target) {
    return of(name, '2').withMode(0777).withLink(target);
  }

  /** A hard link. */
  public static TarMember hardLink(String name, String target) {
    return of(name, '1').withLink(target);
  }

  /** With another mode. */
  public TarMember withMode(int newMode) {
    return new TarMember(name, type, link, newMode, uid, gid, content, paxHeaders);
  }

  /** With a link target. */
  public TarMember withLink(String target) {
    return new TarMember(name, type, target, mode, uid, gid, content, paxHeaders);
  }

  /** With another owner. */
  public TarMember withOwner(long newUid, long newGid) {
    return new TarMember(name, type, link, mode, newUid, newGid, content, paxHeaders);
  }

  /** With content. */
  public TarMember withContent(byte[] newContent) {
    return new TarMember(name, type, link, mode, uid, gid, newContent, paxHeaders);
  }

  /** With a record of an extended header. */
  public TarMember withPax(String key, String value) {
    Map<String, String> more = new TreeMap<>(paxHeaders);
    more.put(key, value);
    return new TarMember(name, type, link, mode, uid, gid, content, more);
  }
}
