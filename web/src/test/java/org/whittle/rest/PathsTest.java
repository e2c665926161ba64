package org.whittle.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.File;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.URL;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The addresses of the interface are a promise: {@code paths.txt} lists them, and the deployment
 * tests find the same in the interface's own description.
 */
class PathsTest {
  @Test
  void theInterfaceHasTheAddressesThatItPromises() throws Exception {
    TreeSet<String> paths = new TreeSet<>();
    for (Class<?> resource : resources()) {
      for (Method method : resource.getDeclaredMethods()) {
        for (Annotation annotation : method.getAnnotations()) {
          HttpMethod http = annotation.annotationType().getAnnotation(HttpMethod.class);
          if (http != null) {
            paths.add(path(resource, method) + " " + http.value());
          }
        }
      }
    }

    java.nio.file.Path promised =
        java.nio.file.Path.of(
            System.getProperty("whittle.root"),
            "web/src/test/resources/org/whittle/rest/paths.txt");
    assertEquals(Files.readString(promised), String.join("\n", paths) + "\n");
  }

  private static String path(Class<?> resource, Method method) {
    Path below = method.getAnnotation(Path.class);
    String path =
        RestApplication.PATH
            + resource.getAnnotation(Path.class).value()
            + (below == null ? "" : below.value());
    return path.replaceAll("\\{(\\w+)\\s*:(?:[^{}]|\\{[^}]*\\})*\\}", "{$1}");
  }

  private static List<Class<?>> resources() throws Exception {
    URL own = Objects.requireNonNull(RestApplication.class.getResource("RestApplication.class"));
    File folder = new File(own.toURI()).getParentFile();
    List<Class<?>> found =
        Arrays.stream(Objects.requireNonNull(folder.list()))
            .filter(name -> name.endsWith("Resource.class"))
            .<Class<?>>map(PathsTest::load)
            .toList();
    assertTrue(found.size() > 10, () -> "too few resources: " + found);
    return found;
  }

  private static Class<?> load(String file) {
    try {
      return Class.forName("org.whittle.rest." + file.replace(".class", ""));
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
