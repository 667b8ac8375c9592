package jacobi.models.cli;

import jacobi.models.data.DataException;
import jacobi.models.data.Digits;
import jacobi.models.data.Download;
import jacobi.models.data.ImageFolder;
import jacobi.models.data.ImageSet;
import jacobi.models.data.KnownImages;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say which images are used.
final class Source {
  /// What the classifiers here are made for.
  private static final int SIDE = 28;

  private static final int CLASSES = 10;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "a folder with the four IDX files of MNIST or alike; else drawn digits")
  private @Nullable Path data;

  @Option(
      names = "--download",
      paramLabel = "mnist|fashion",
      arity = "0..1",
      fallbackValue = "",
      description =
          "fetch what is missing into --data DIR; which set, if not given here, is told by whether"
              + " DIR's name contains 'fashion'")
  private @Nullable String download;

  /// Whether `--download` lacks the folder it needs.
  boolean isIncomplete() {
    return download != null && data == null;
  }

  /// The images, after a line that says which.
  ImageSet open(PrintWriter out) {
    if (data != null && download != null) {
      Download.into(data, wanted(data, download), line -> print(out, line));
    }
    ImageSet images = data == null ? Digits.standard() : ImageFolder.read(data);
    if (images.train().height() != SIDE
        || images.train().width() != SIDE
        || images.classes().size() > CLASSES) {
      throw new DataException(
          "the classifiers want %dx%d images of at most %d classes, %s has %dx%d of %d"
              .formatted(
                  SIDE,
                  SIDE,
                  CLASSES,
                  images.name(),
                  images.train().height(),
                  images.train().width(),
                  images.classes().size()));
    }
    print(
        out,
        "data: %s%s, %d images to learn from, %d to be judged by"
            .formatted(
                images.name(),
                data == null ? " (embedded default; --data DIR for others)" : " in " + data,
                images.train().count(),
                images.test().count()));
    return images;
  }

  private static KnownImages wanted(Path data, String name) {
    String hint = name.isEmpty() ? data.toAbsolutePath().getFileName().toString() : name;
    return hint.toLowerCase(Locale.ROOT).contains("fashion")
        ? KnownImages.FASHION_MNIST
        : KnownImages.MNIST;
  }

  private static void print(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }
}
