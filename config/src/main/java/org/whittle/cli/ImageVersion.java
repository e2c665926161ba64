package org.whittle.cli;

import org.whittle.client.Api;
import org.whittle.kernel.NotFound;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The arguments that name a version of an image. */
final class ImageVersion {
  @Parameters(index = "0", paramLabel = "IMAGE", description = "The image.")
  private String image = "";

  @Option(names = "--version", paramLabel = "N", description = "The version (default: the newest).")
  private int number;

  String image() {
    return image;
  }

  /** The version's number: the one that was named, or the newest. */
  int number(Api api) {
    if (number > 0) {
      return number;
    }
    int newest = api.get(Api.path("images", image)).at("/row/newestVersion").asInt();
    if (newest == 0) {
      throw new NotFound(
          "cannot find a version of " + image + ": it was never built",
          "Build it with: whittle images build " + image,
          null);
    }
    return newest;
  }

  /** The path of something that belongs to the version. */
  String path(Api api, Object... more) {
    return Api.path("images", image, "versions", number(api)) + "/" + Api.path(more);
  }
}
