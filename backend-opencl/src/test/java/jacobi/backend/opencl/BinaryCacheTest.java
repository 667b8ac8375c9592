package jacobi.backend.opencl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jacobi.spi.ProbeContext;
import jacobi.spi.SettingException;
import jacobi.type.DType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jocl.CL;
import org.jocl.cl_context;
import org.jocl.cl_device_id;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was built once is taken from its file, and nothing else is.
class BinaryCacheTest {
  private static final byte[] BINARY = {1, 2, 3, 4};

  @TempDir private Path folder;

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList();
    }
  }

  @Test
  void aFileThatIsNotWhatWasWrittenIsRemoved() throws IOException {
    var cache = new BinaryCache(folder);
    assertNull(cache.find("key"));
    cache.keep("key", BINARY);
    assertArrayEquals(BINARY, cache.find("key"));
    Path file = files(folder).getFirst();
    byte[] whole = Files.readAllBytes(file);
    for (int cut : new int[] {0, 7, 32, 35}) {
      Files.write(file, java.util.Arrays.copyOf(whole, cut));
      assertNull(cache.find("key"), "cut to " + cut);
      assertFalse(Files.exists(file), "cut to " + cut);
    }
    whole[33] ^= 1;
    Files.write(file, whole);
    assertNull(cache.find("key"), "another byte");
    cache.keep("other", BINARY);
    Files.move(files(folder).getFirst(), file);
    assertNull(cache.find("key"), "another program's file");
  }

  @Test
  void whatWasNotUsedForLongestGoes() throws IOException {
    var cache = new BinaryCache(folder);
    for (int k = 0; k < 256; k++) {
      cache.keep("key " + k, BINARY);
    }
    for (Path file : files(folder)) {
      Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
    }
    cache.find("key 7");
    cache.keep("more", BINARY);
    cache.keep("and more", BINARY);
    assertEquals(256, files(folder).size());
    assertArrayEquals(BINARY, cache.find("key 7"));
  }

  @Test
  void aFolderThatOthersReadIsRefused() throws IOException {
    assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"), "POSIX");
    Path open = Files.createDirectory(folder.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
    var context = new ProbeContext(Map.of(CacheFolder.SETTING, open.toString()));
    var refused = assertThrows(SettingException.class, () -> CacheFolder.of(context));
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.contains("is open to other users; chmod 700"), message);
    assertNull(CacheFolder.of(new ProbeContext(Map.of(CacheFolder.SETTING, "off"))));
    Path made = folder.resolve("a/b");
    CacheFolder.of(new ProbeContext(Map.of(CacheFolder.SETTING, made.toString())));
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(made)));
  }

  /// How many of two programs come out of the cache.
  private int restored(OpenClDevice device) {
    cl_context context =
        CL.clCreateContext(null, 1, new cl_device_id[] {device.id()}, null, null, null);
    try (var programs = new Programs(context, device, new BinaryCache(folder), Blocks.STANDARD)) {
      CL.clReleaseKernel(programs.kernel(Program.RANDOM, DType.I32, "RANDOM_BITS"));
      CL.clReleaseKernel(programs.kernel(Program.MOVE, DType.F32, "COPY"));
      return programs.restored();
    } finally {
      CL.clReleaseContext(context);
    }
  }

  @Test
  void aSecondOpeningBuildsNothing() throws IOException {
    OpenClDevice device = Present.device();
    assertEquals(0, restored(device));
    assertEquals(2, files(folder).size());
    assertEquals(2, restored(device));
    Path one = files(folder).getFirst();
    Files.write(one, BINARY);
    assertEquals(1, restored(device), "one was damaged");
    assertEquals(2, restored(device), "and written again");
  }

  /// A file that is intact, and no binary of this driver.
  @Test
  void aBinaryThatTheDriverRefusesIsBuiltAgain() {
    OpenClDevice device = Present.device();
    var cache =
        new BinaryCache(folder) {
          private boolean refused;

          @Override
          byte[] find(String key) {
            if (!refused) {
              refused = true;
              return BINARY.clone();
            }
            return super.find(key);
          }
        };
    cl_context context =
        CL.clCreateContext(null, 1, new cl_device_id[] {device.id()}, null, null, null);
    try (var programs = new Programs(context, device, cache, Blocks.STANDARD)) {
      CL.clReleaseKernel(programs.kernel(Program.RANDOM, DType.I32, "RANDOM_BITS"));
      assertEquals(0, programs.restored());
      assertEquals(1, programs.count());
    } finally {
      CL.clReleaseContext(context);
    }
  }
}
