package jacobi.models.cli;

import jacobi.models.io.FileException;
import java.nio.file.Path;

/// Says which file is meant when its content does not fit.
final class Named {
  private Named() {}

  static void of(Path file, Runnable use) {
    try {
      use.run();
    } catch (FileException unfit) {
      throw new FileException("%s: %s".formatted(file, unfit.getMessage()), unfit);
    }
  }
}
