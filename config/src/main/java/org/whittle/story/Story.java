package org.whittle.story;

import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The whole story, from an empty library to an approved patch, told once.
 *
 * <p>An instance tells it once, on one thread; the server is changed by it.
 */
public final class Story {
  private final StoryInputs inputs;
  private final ServerHeap heap;
  private final StoryLog log;

  /** A story whose lines the console hears. */
  public Story(StoryInputs inputs, ServerHeap heap, Consumer<String> console) {
    this.inputs = inputs;
    this.heap = heap;
    this.log = new StoryLog(console);
  }

  /** Tells it; whether everything was as told. */
  public boolean tell() {
    try {
      Cast cast = enter();
      ImageChapter images = new ImageChapter(cast.administrator());
      sync(cast, "the release", inputs.base(), true);
      buildAll(images);
      LibraryChapter library = new LibraryChapter(cast.administrator(), images, inputs.library());
      fill(library);
      sync(cast, "the security suite", inputs.patches(), false);
      PatchChapter patches = decide(cast, library);
      night(cast, patches, images);
    } catch (Untold untold) {
      log.say("The story is not as told: " + untold.getMessage());
      return false;
    }
    OptionalLong taken = heap.committed();
    taken.ifPresent(bytes -> log.measure("server heap", bytes / 1048576.0, 1024, "MiB"));
    boolean met = log.bars();
    log.say(taken.isPresent() ? "" : "  server heap: not measured, the server is not ours");
    log.say(
        "Everything is as told"
            + (met ? ", and every bar is met." : inputs.bars() ? ", but a bar is missed." : "."));
    return met || !inputs.bars();
  }

  /** What a step has set: one that could not has ended the story. */
  private static <T> T told(AtomicReference<T> reference) {
    return Objects.requireNonNull(reference.get());
  }

  private Cast enter() {
    AtomicReference<Cast> cast = new AtomicReference<>();
    log.step(
        "a patch manager and an approver get accounts",
        () -> {
          Cast entered = Cast.enter(inputs.server(), inputs.password());
          cast.set(entered);
          return "the administrator has created " + entered.approverName() + " and the manager";
        });
    return told(cast);
  }

  private void sync(Cast cast, String what, SourceChoice choice, boolean first) {
    SourceChapter sources = new SourceChapter(cast.administrator());
    AtomicReference<JsonNode> source = new AtomicReference<>();
    log.step(
        what + " is added as a source",
        () -> {
          JsonNode added = sources.add(choice);
          source.set(added);
          return SourceChapter.sentence(added);
        });
    long begun = System.nanoTime();
    log.step(
        what + " is synced",
        () -> {
          JsonNode newest = sources.sync(told(source));
          long total = cast.administrator().get("packages?size=1").path("total").asLong();
          Untold.unless(total > 0, "no package can be found");
          return SourceChapter.snapshot(newest)
              + String.format(Locale.ROOT, "%n%,d package versions can be searched", total);
        });
    if (first) {
      log.measure("release synced", StoryLog.seconds(begun), 30, "s");
    }
  }

  private void buildAll(ImageChapter images) {
    boolean first = true;
    for (String blueprint : inputs.blueprints()) {
      String name = ImageChapter.name(blueprint);
      AtomicReference<JsonNode> version = new AtomicReference<>();
      log.step("blueprint of " + name, () -> images.create(blueprint));
      boolean fresh = images.newest(name) == 0;
      long begun = System.nanoTime();
      log.step(
          name + " is built and verified",
          () -> {
            JsonNode built = images.build(name);
            version.set(built);
            return ImageChapter.sentence(built);
          });
      double seconds = StoryLog.seconds(begun);
      if (first) {
        if (fresh) {
          log.measure("first image, " + name, seconds, 15, "s");
        }
        double megabytes = told(version).at("/row/thinBytes").asLong() / 1e6;
        log.measure("root file system of " + name, megabytes, 12, "MB");
        log.step(
            name + " is downloaded as an OCI image", () -> images.inspect(name, told(version)));
      }
      first = false;
    }
  }

  private void fill(LibraryChapter library) {
    if (!library.names().isEmpty()) {
      log.step("the library grows", library::create);
      log.step("all of it is built and verified", library::build);
    }
  }

  private PatchChapter decide(Cast cast, LibraryChapter library) {
    Stream<String> names = inputs.blueprints().stream().map(ImageChapter::name);
    PatchChapter patches =
        new PatchChapter(cast, Stream.concat(names, library.names().stream()).collect(toSet()));
    log.step("patches are recorded", patches::read);
    log.step(inputs.held() + " is put on hold", () -> patches.hold(inputs.held()));
    long begun = System.nanoTime();
    log.step("what if all were applied", patches::whatIf);
    log.measure("what-if", StoryLog.seconds(begun), 10, "s");
    log.step("the patch manager proposes a rollout", () -> patches.propose(inputs.held()));
    log.step("the patch manager may not approve it", patches::approveAsProposer);
    log.step("somebody else approves it", patches::approveAsOther);
    return patches;
  }

  private void night(Cast cast, PatchChapter patches, ImageChapter images) {
    NightChapter night = new NightChapter(cast, patches, images);
    int held = images.newest(inputs.held());
    long begun = System.nanoTime();
    log.step("the night job runs now", night::run);
    log.measure("night job", StoryLog.seconds(begun), inputs.library().isEmpty() ? 30 : 360, "s");
    log.step("new versions are there, the old ones remain", night::compare);
    log.step(inputs.held() + " is unchanged and says why", () -> night.held(inputs.held(), held));
    begun = System.nanoTime();
    log.step("one image goes back", night::rollBack);
    log.measure("rollback of an image", StoryLog.seconds(begun), 2, "s");
    log.step("the audit trail is whole", night::audit);
  }
}
