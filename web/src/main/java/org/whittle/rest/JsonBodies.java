package org.whittle.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.stream.Collectors;
import org.whittle.kernel.InvalidInput;

/** Reads and writes bodies as {@link Json} says; the server's own binding knows no records. */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
public class JsonBodies implements MessageBodyReader<Object>, MessageBodyWriter<Object> {
  @Override
  public boolean isReadable(Class<?> type, Type generic, Annotation[] on, MediaType media) {
    return isValue(type);
  }

  @Override
  public Object readFrom(
      Class<Object> type,
      Type generic,
      Annotation[] on,
      MediaType media,
      MultivaluedMap<String, String> headers,
      InputStream in)
      throws IOException {
    return read(type, in);
  }

  /**
   * Reads a value.
   *
   * @throws InvalidInput if the text is no JSON or does not fit, with its position
   */
  static <T> T read(Class<T> type, InputStream in) throws IOException {
    try {
      T value = Json.mapper().readValue(in, type);
      if (value == null) {
        throw new InvalidInput("cannot read the request: its body is null");
      }
      return value;
    } catch (JsonMappingException e) {
      throw invalid(e, path(e));
    } catch (JsonProcessingException e) {
      throw invalid(e, "");
    }
  }

  private static String path(JsonMappingException e) {
    return e.getPath().stream()
        .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName())
        .collect(Collectors.joining("."));
  }

  private static InvalidInput invalid(JsonProcessingException e, String path) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof InvalidInput input) {
        return input;
      }
    }
    String where =
        e.getLocation() == null
            ? ""
            : "line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
    String what = path.isEmpty() ? "it is not the JSON that is expected" : "see \"" + path + "\"";
    return new InvalidInput(
        "cannot read the request: " + what + (where.isEmpty() ? "" : " (" + where + ")"),
        "The members of each request are in " + RestApplication.PATH + "/openapi",
        e);
  }

  @Override
  public boolean isWriteable(Class<?> type, Type generic, Annotation[] on, MediaType media) {
    return isValue(type);
  }

  @Override
  public void writeTo(
      Object value,
      Class<?> type,
      Type generic,
      Annotation[] on,
      MediaType media,
      MultivaluedMap<String, Object> headers,
      OutputStream out)
      throws IOException {
    out.write(Json.mapper().writeValueAsBytes(value));
  }

  private static boolean isValue(Class<?> type) {
    return !CharSequence.class.isAssignableFrom(type)
        && !InputStream.class.isAssignableFrom(type)
        && !StreamingOutput.class.isAssignableFrom(type)
        && type != byte[].class;
  }
}
