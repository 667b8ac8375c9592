package jacobi.backend.blas.library;

import jacobi.spi.ProbeContext;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The user's own folder for unpacked libraries.
///
/// | | |
/// | --- | --- |
/// | setting `jacobi.blas.cache` | that folder |
/// | Linux | `$XDG_CACHE_HOME/jacobi/native`, else `~/.cache/jacobi/native` |
/// | macOS | `~/Library/Caches/jacobi/native` |
/// | Windows | `%LOCALAPPDATA%\jacobi\native` |
final class CacheFolder {
  private static final String SETTING = "jacobi.blas.cache";
  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rwx------");

  private CacheFolder() {}

  /// Makes it if it is not there.
  ///
  /// @throws IOException if it cannot be made, or is not the user's alone
  static Path of(ProbeContext context, Platform platform) throws IOException {
    Path folder = path(context, platform);
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

  private static Path path(ProbeContext context, Platform platform) {
    String set = context.setting(SETTING);
    if (set != null) {
      return Path.of(set).toAbsolutePath();
    }
    Path home = Path.of(System.getProperty("user.home"));
    return switch (platform.system()) {
      case LINUX -> under(System.getenv("XDG_CACHE_HOME"), home.resolve(".cache"));
      case MAC -> under(null, home.resolve("Library/Caches"));
      case WINDOWS -> under(System.getenv("LOCALAPPDATA"), home.resolve("AppData/Local"));
    };
  }

  private static Path under(@Nullable String variable, Path otherwise) {
    Path caches = variable == null || variable.isEmpty() ? otherwise : Path.of(variable);
    return caches.resolve("jacobi").resolve("native");
  }
}
