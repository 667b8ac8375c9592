package jacobi.backend.blas.library;

import jacobi.backend.blas.foreign.Access;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether nobody but this user and the system's administrator can have put a file where it is: a
/// library is code that runs with the rights of this process.
///
/// A file and all folders above it must not be writable by everybody, but for folders such as
/// `/tmp` (sticky), where entries are their owner's, and must belong to this user or to root.
/// Groups are the administrator's choice. Where there are no such permissions nothing is checked.
final class Trust {
  private static final int STICKY = 01000;

  private Trust() {}

  /// Why a file is not to be trusted, or null if it is.
  ///
  /// @param file without links: what is opened is what was looked at
  static @Nullable String refusal(Path file) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")
        || !Files.getFileStore(file).supportsFileAttributeView("posix")) {
      return null;
    }
    for (Path place = file; place != null; place = place.getParent()) {
      String refusal = refusal(place, place.equals(file));
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
  }

  private static @Nullable String refusal(Path place, boolean isFile) throws IOException {
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(place);
    int mode = (Integer) Files.getAttribute(place, "unix:mode");
    boolean open = permissions.contains(PosixFilePermission.OTHERS_WRITE);
    if (open && (isFile || (mode & STICKY) == 0)) {
      return "lies where every user can write (%s)".formatted(place);
    }
    int owner = (Integer) Files.getAttribute(place, "unix:uid");
    return owner == 0 || owner == Access.user()
        ? null
        : "lies where another user can write (%s belongs to %s)"
            .formatted(place, Files.getOwner(place).getName());
  }
}
