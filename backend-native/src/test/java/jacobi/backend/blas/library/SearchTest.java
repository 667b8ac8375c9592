package jacobi.backend.blas.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jacobi.backend.blas.foreign.Access;
import jacobi.backend.blas.foreign.Maker;
import jacobi.spi.ProbeContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where a library was looked for and why it was not taken; nothing but the class path of the tests
/// is needed for that.
class SearchTest {
  private static final Platform HERE = Platform.here();

  @TempDir Path folder;
  private Path cache;

  @BeforeEach
  void cache() {
    cache = folder.resolve("cache");
  }

  private Search named(Object name) {
    return Search.of(new ProbeContext(Map.of("jacobi.blas.library", name.toString())));
  }

  private static void refused(Search search, String reason) {
    assertEquals(1, search.attempts().size(), search.toString());
    var attempt = assertInstanceOf(Attempt.Refused.class, search.attempts().getFirst());
    assertTrue(attempt.reason().contains(reason), attempt.toString());
    assertTrue(search.oneDnn().isEmpty() && search.cblas().isEmpty());
  }

  private Search onClassPath(ClassLoader loader) {
    var context = new ProbeContext(Map.of("jacobi.blas.cache", cache.toString()));
    return Search.of(context, HERE, loader);
  }

  private Path unpacked(Bundle bundle) {
    onClassPath(ClassLoader.getSystemClassLoader());
    try (var all = Files.walk(cache)) {
      return all.filter(file -> file.endsWith(bundle.library(HERE))).findFirst().orElseThrow();
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  private static void assumePosix() {
    assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("unix"));
  }

  @Test
  void jarsOnTheClassPathAreUnpackedAndUsed() {
    Search search = onClassPath(ClassLoader.getSystemClassLoader());
    assertEquals(Maker.ONEDNN, search.oneDnn().orElseThrow().facts().maker(), search.toString());
    assertEquals(Maker.OPENBLAS, search.cblas().orElseThrow().facts().maker(), search.toString());
    assertEquals("3.13.0", search.oneDnn().orElseThrow().facts().version());
    assertEquals("0.3.31", search.cblas().orElseThrow().facts().version());
    assertFalse(search.cblas().orElseThrow().facts().core().isEmpty());
  }

  @Test
  void whatIsUnpackedIsTheUsersAloneAndWithoutTheGlue() throws IOException {
    assumePosix();
    Path library = unpacked(Bundle.OPENBLAS);
    for (Path place : List.of(cache, library.getParent())) {
      assertEquals(
          "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(place)));
    }
    try (var all = Files.walk(cache)) {
      assertTrue(all.noneMatch(file -> file.getFileName().toString().contains("jni")));
    }
  }

  @Test
  void theSecondProcessFindsWhatTheFirstUnpackedAndMendsWhatIsDamaged() throws IOException {
    Path library = unpacked(Bundle.DNNL);
    var before = Files.getLastModifiedTime(library);
    assertEquals(before, Files.getLastModifiedTime(unpacked(Bundle.DNNL)));
    long size = Files.size(library);
    // Another file of this name: the one that is loaded must stay what it is.
    Files.delete(library);
    Files.write(library, new byte[10]);
    assertEquals(size, Files.size(unpacked(Bundle.DNNL)));
    try (var left = Files.list(cache)) {
      assertEquals(2, left.count(), "two jars");
    }
  }

  @Test
  void withoutJarsTheSystemIsAskedAndEveryPlaceIsNamed() throws IOException {
    try (var empty = new URLClassLoader(new URL[0], null)) {
      Search search = onClassPath(empty);
      String told = search.toString();
      assertTrue(told.contains("org.bytedeco:dnnl:" + HERE.classifier()), told);
      assertTrue(told.contains("org.bytedeco:openblas:" + HERE.classifier()), told);
      assertTrue(search.attempts().size() > Bundle.values().length, told);
    }
  }

  @Test
  void aCacheOpenToOthersIsRefused() throws IOException {
    assumePosix();
    Files.createDirectory(cache);
    Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxr-x"));
    Search search = onClassPath(ClassLoader.getSystemClassLoader());
    assertTrue(search.toString().contains("is open to other users"), search.toString());
  }

  @Test
  void aMissingFileIsRefused() {
    refused(named(folder.resolve("libnone.so")), "is missing");
    refused(named(folder), "is no file");
  }

  @Test
  void aNameTheLoaderDoesNotKnowIsRefusedWithItsReason() {
    String reason =
        HERE.system() == Platform.Family.LINUX
            ? "cannot open shared object file: No such file or directory"
            : "libno-such-library.so";
    refused(named("libno-such-library.so"), reason);
  }

  @Test
  void aTextFileIsRefused() throws IOException {
    Path file = folder.resolve("libopenblas.so");
    Files.writeString(file, "GROUP ( libopenblas.so.0 )\n".repeat(9));
    refused(named(file), "is no library but a text file");
  }

  @Test
  void aLibraryOf32BitsIsRefused() throws IOException {
    assumeTrue(HERE.system() == Platform.Family.LINUX, "the file is one of Linux");
    ByteBuffer bytes = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(0, 0x464C457F).put(4, (byte) 1).putShort(18, (short) 3);
    Path file = Files.write(folder.resolve("libold.so"), bytes.array());
    refused(named(file), "is a 32-bit library");
  }

  @Test
  void aLibraryThatWasCutOffIsRefused() throws IOException {
    assumeTrue(HERE.system() == Platform.Family.LINUX, "the file is one of Linux");
    Path whole = unpacked(Bundle.OPENBLAS);
    Path file = folder.resolve("libcut.so");
    try (InputStream in = Files.newInputStream(whole)) {
      Files.write(file, in.readNBytes(8192));
    }
    refused(named(file), "is cut off: 8192 of at least ");
  }

  @Test
  void aLibraryWithoutProductsIsRefused() throws IOException {
    assumeTrue(HERE.system() == Platform.Family.LINUX, "the file is one of Linux");
    Path other = unpacked(Bundle.DNNL).resolveSibling("libgomp.so.1");
    refused(named(other), "has no function cblas_sgemm");
  }

  @Test
  void aLinkIsFollowedOnceAndItsTargetLookedAt() throws IOException {
    assumePosix();
    Path link = folder.resolve("libopenblas.so");
    Files.createSymbolicLink(link, folder.resolve("libnone.so.0"));
    refused(
        named(link), "is a link to %s, which is missing".formatted(folder.resolve("libnone.so.0")));
    Files.delete(link);
    Path open = Files.createDirectory(folder.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path file = Files.copy(unpacked(Bundle.OPENBLAS), open.resolve("libopenblas.so.0"));
    Files.createSymbolicLink(link, file);
    refused(named(link), "lies where every user can write (%s)".formatted(open.toRealPath()));
    Files.delete(link);
    Files.createSymbolicLink(link, unpacked(Bundle.OPENBLAS));
    assertTrue(named(link).cblas().isPresent());
  }

  @Test
  void aFileOfAnotherUserIsRefused() throws IOException {
    assumePosix();
    assumeTrue(Access.user() == 0, "only root can give a file away");
    Path file = Files.copy(unpacked(Bundle.OPENBLAS), folder.resolve("libopenblas.so.0"));
    Files.setAttribute(file, "unix:uid", 12345);
    refused(
        named(file),
        "lies where another user can write (%s belongs to 12345)".formatted(file.toRealPath()));
  }

  @Test
  void aJarIsCalledByItsArtifact() {
    var settings = Map.of("jacobi.blas.cache", cache.toString(), "jacobi.blas.library", "openblas");
    Search search = Search.of(new ProbeContext(settings), HERE, ClassLoader.getSystemClassLoader());
    assertEquals(1, search.attempts().size());
    assertEquals("0.3.31", search.cblas().orElseThrow().facts().version());
  }

  @Test
  void aPlaceWhereOthersCanWriteIsRefused() throws IOException {
    assumePosix();
    Path open = Files.createDirectory(folder.resolve("open"));
    Path file = Files.copy(unpacked(Bundle.OPENBLAS), open.resolve("libopenblas.so.0"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
    refused(named(file), "lies where every user can write (%s)".formatted(open.toRealPath()));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwx------"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    refused(named(file), "lies where every user can write (%s)".formatted(file.toRealPath()));
  }

  @Test
  void severalNamesAreAllTried() {
    Search search = named(unpacked(Bundle.DNNL) + ", " + folder.resolve("libnone.so"));
    assertEquals(2, search.attempts().size());
    assertTrue(search.oneDnn().isPresent());
  }
}
