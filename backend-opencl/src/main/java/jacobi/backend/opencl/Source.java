package jacobi.backend.opencl;

import jacobi.spi.ContractException;
import jacobi.type.DType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// What a program is built from.
///
/// @param name what errors call it
/// @param text in OpenCL C; its parts say what the compiler's messages are to call them
/// @param options what it is to be compiled for, beside the device
record Source(String name, String text, String options) {
  /// One of the programs, for an element type.
  ///
  /// @param blocks how products are cut on a GPU
  static Source of(Program program, DType dtype, Blocks blocks) {
    var text = new StringBuilder();
    program.resources().forEach(one -> text.append(resource(one)));
    String cut = program == Program.PRODUCT ? blocks.of(dtype).options() : "";
    return of(program.resources().getLast(), text.toString(), program.options(dtype) + cut);
  }

  /// What every program begins with, and then `text`.
  static Source of(String name, String text, String options) {
    return new Source(name, resource("common.cl") + text, options);
  }

  /// A text under a name, by which the compiler's messages tell a line.
  static String part(String name, String text) {
    return "#line 1 \"" + name + "\"\n" + text;
  }

  /// The text of a resource, under its name.
  static String resource(String name) {
    try (InputStream source = Source.class.getResourceAsStream(name)) {
      if (source == null) {
        throw new ContractException(name + " is missing from the jar of the opencl backend");
      }
      return part(name, new String(source.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
