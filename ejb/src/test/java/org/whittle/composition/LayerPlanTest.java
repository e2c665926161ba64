package org.whittle.composition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.whittle.format.FileEntry;
import org.whittle.kernel.Digest;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.InvalidInput;
import org.whittle.thinning.Reason;
import org.whittle.thinning.SelectedFile;
import org.whittle.thinning.ThinTree;

final class LayerPlanTest {
  private static final String BIG = "x".repeat((int) LayerPlan.OWN_FROM);

  @Test
  void largePackagesStandAloneSmallOnesShareAndOwnFilesAreLast() {
    assertEquals(
        """
        server=1.0: /usr /usr/bin /usr/bin/server /usr/share /usr/share/server \
        /usr/share/server/empty /usr/share/server/\u00fcber /usr/share/server/\u00fcber/index.html
        libsmall=1.0: /usr /usr/lib /usr/lib/libsmall.so.1 /usr/lib/libsmall.so.1.2
        files of this image: /bin /etc /etc/group /etc/passwd /tmp\
        """,
        dump(TreeBuilder.small()));
  }

  @Test
  void packagesOfOneGroupAreOneLayer() {
    assertEquals(
        "a=1.0 b=1.0: /a /b",
        dump(new TreeBuilder().pack("a").file("/a", 0644, "").pack("b").file("/b", 0644, "")));
  }

  @Test
  void anImageOfManyPackagesStaysBelowAHundredLayers() {
    TreeBuilder many = new TreeBuilder().file("/own", 0644, "");
    for (int i = 0; i < 300; i++) {
      many.pack("p" + i).file("/p" + i, 0644, i < 150 ? BIG + i : "small" + i);
    }
    List<PlannedLayer> plan = LayerPlan.of(many.tree());
    assertEquals(LayerPlan.MAX_OWN + LayerPlan.GROUPS + 1, plan.size());
    assertTrue(plan.size() < 100);
    assertEquals(301, plan.stream().mapToInt(l -> l.entries().size()).sum());
  }

  @Test
  void theLargestStandAloneWhenThereAreTooMany() {
    TreeBuilder many = new TreeBuilder().pack("a").file("/a", 0644, BIG);
    for (int i = 0; i < LayerPlan.MAX_OWN; i++) {
      many.pack("p" + i).file("/p" + i, 0644, BIG + "+");
    }
    List<PlannedLayer> plan = LayerPlan.of(many.tree());
    assertEquals("a=1.0", plan.getLast().title());
  }

  @Test
  void parentsThatThePackageDoesNotShipAreThoseOfTheTree() {
    List<PlannedLayer> plan =
        LayerPlan.of(
            new TreeBuilder().dir("/var", 0751).pack("a").file("/var/lib/a", 0644, "").tree());
    assertEquals(0751, plan.getFirst().entries().getFirst().mode());
  }

  @Test
  void aDisputedDirectoryIsSettledByTheLastLayer() {
    List<PlannedLayer> plan =
        LayerPlan.of(
            new TreeBuilder()
                .pack("a")
                .dir("/d", 0750)
                .file("/a", 0644, BIG)
                .pack("b")
                .dir("/d", 0755)
                .file("/b", 0644, BIG)
                .tree());
    assertEquals(3, plan.size());
    assertEquals("files of this image", plan.getLast().title());
    assertEquals(0750, plan.getLast().entries().getFirst().mode());
  }

  @Test
  void filesOfTheAuthorAreApartFromWhatIsMadeForManyImages() {
    ThinTree made = new TreeBuilder().file("/etc/passwd", 0644, "").tree();
    FileEntry page =
        FileEntry.regular(new FilePath("/srv/index.html"), 0644, 0, 0, 1, Digest.of("a"));
    List<SelectedFile> own = new ArrayList<>(made.generated());
    own.add(new SelectedFile(page, Reason.of(Reason.Kind.OVERLAY, "blueprint")));
    List<PlannedLayer> plan = LayerPlan.of(made.withGenerated(own));
    assertEquals(LayerPlan.of(made), plan.subList(0, 1));
    assertEquals("files of its author", plan.getLast().title());
    assertEquals(page, plan.getLast().entries().getLast());
  }

  @Test
  void aNameThatMeansRemovalIsRefused() {
    TreeBuilder tree = new TreeBuilder().pack("a").file("/usr/.wh.x", 0644, "");
    InvalidInput failure = assertThrows(InvalidInput.class, () -> LayerPlan.of(tree.tree()));
    assertEquals(
        "cannot put /usr/.wh.x into a layer: names that begin with .wh. mean removal there. Leave"
            + " the file out, or write a root file system instead of an OCI image.",
        failure.messageWithRemedy());
  }

  @Test
  void theOrderOfTheInputDoesNotMatter() {
    for (int seed = 1; seed < 5; seed++) {
      assertEquals(
          LayerPlan.of(TreeBuilder.small().tree()), LayerPlan.of(TreeBuilder.small().tree(seed)));
    }
  }

  private static String dump(TreeBuilder tree) {
    return LayerPlan.of(tree.tree()).stream()
        .map(
            l ->
                l.title()
                    + ": "
                    + l.entries().stream()
                        .map(e -> e.path().value())
                        .collect(Collectors.joining(" ")))
        .collect(Collectors.joining("\n"));
  }
}
