package jacobi.backend.opencl;

import jacobi.spi.ProbeContext;
import jacobi.spi.SettingException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The user's own folder for what drivers built and what was tuned.
///
/// | setting `jacobi.opencl.cache` | |
/// | --- | --- |
/// | `off` | none |
/// | a path | that folder |
/// | not set, on Linux | `$XDG_CACHE_HOME/jacobi/opencl`, else `~/.cache/jacobi/opencl` |
/// | not set, on macOS | `~/Library/Caches/jacobi/opencl` |
/// | not set, on Windows | `%LOCALAPPDATA%\jacobi\opencl` |
final class CacheFolder {
  /// The setting.
  static final String SETTING = "jacobi.opencl.cache";

  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rwx------");

  private CacheFolder() {}

  /// The folder, made if it is not there; null if none is wanted, or the usual one cannot be had.
  ///
  /// @throws SettingException if one is set that cannot be made, or is not the user's alone
  static @Nullable Path of(ProbeContext context) {
    String set = context.setting(SETTING);
    if ("off".equals(set)) {
      return null;
    }
    try {
      return made(set == null ? usual() : Path.of(set).toAbsolutePath());
    } catch (IOException | InvalidPathException unusable) {
      if (set != null) {
        throw new SettingException("%s = %s: %s".formatted(SETTING, set, unusable), unusable);
      }
      System.getLogger("jacobi")
          .log(System.Logger.Level.DEBUG, "programs of OpenCL are not kept", unusable);
      return null;
    }
  }

  private static Path made(Path folder) throws IOException {
    boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    if (!Files.isDirectory(folder)) {
      if (posix) {
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER));
      } else {
        Files.createDirectories(folder);
      }
    }
    if (posix && !OWNER.containsAll(Files.getPosixFilePermissions(folder))) {
      throw new FileSystemException(
          folder.toString(), null, "is open to other users; chmod 700, or set " + SETTING);
    }
    return folder;
  }

  private static Path usual() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    Path home = Path.of(System.getProperty("user.home"));
    if (system.contains("mac")) {
      return under(null, home.resolve("Library/Caches"));
    }
    return system.contains("win")
        ? under(System.getenv("LOCALAPPDATA"), home.resolve("AppData/Local"))
        : under(System.getenv("XDG_CACHE_HOME"), home.resolve(".cache"));
  }

  private static Path under(@Nullable String variable, Path otherwise) {
    Path caches = variable == null || variable.isEmpty() ? otherwise : Path.of(variable);
    return caches.resolve("jacobi").resolve("opencl");
  }
}
