package jacobi.tck.report;

import jacobi.tck.run.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes all reports of a result into a folder.
public final class Reports {
  private Reports() {}

  /// Writes `conformance.json`, `conformance.html` and `TEST-jacobi.tck.xml`.
  public static void write(Result result, Path folder) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("conformance.json"), ConformanceJson.of(result));
      Files.writeString(folder.resolve("conformance.html"), ConformanceHtml.of(result));
      Files.writeString(folder.resolve("TEST-jacobi.tck.xml"), JUnitXml.of(result));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
