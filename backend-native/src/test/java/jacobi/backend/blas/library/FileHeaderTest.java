package jacobi.backend.blas.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Files are told apart by their first bytes, for every system on any.
class FileHeaderTest {
  private static final Platform LINUX =
      new Platform(Platform.Family.LINUX, Platform.Processor.X86_64);
  private static final Platform MAC = new Platform(Platform.Family.MAC, Platform.Processor.AARCH64);
  private static final Platform WINDOWS =
      new Platform(Platform.Family.WINDOWS, Platform.Processor.X86_64);

  private static @Nullable String refusal(byte[] bytes, Platform platform) {
    return FileHeader.refusal(bytes, bytes.length, platform);
  }

  private static ByteBuffer bytes() {
    return ByteBuffer.allocate(256).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] elf(int bits, int machine) {
    return bytes()
        .putInt(0, 0x464C457F)
        .put(4, (byte) (bits / 32))
        .putShort(18, (short) machine)
        .array();
  }

  private static byte[] mach(int magic, int processor) {
    return bytes().putInt(0, magic).putInt(4, processor).array();
  }

  private static byte[] portable(int machine) {
    return bytes()
        .putShort(0, (short) 0x5A4D)
        .putInt(60, 128)
        .putShort(132, (short) machine)
        .array();
  }

  @Test
  void aLibraryForThisPlatformIsTaken() {
    assertNull(refusal(elf(64, 62), LINUX));
    assertNull(refusal(mach(0xFEEDFACF, 0x0100000C), MAC));
    assertNull(refusal(mach(0xBEBAFECA, 0), MAC));
    assertNull(refusal(portable(0x8664), WINDOWS));
  }

  @Test
  void aLibraryOf32BitsIsRefused() {
    String refusal = "is a 32-bit library, this process has 64 bits";
    assertEquals(refusal, refusal(elf(32, 3), LINUX));
    assertEquals(refusal, refusal(mach(0xFEEDFACE, 7), MAC));
  }

  @Test
  void aLibraryForAnotherProcessorIsRefused() {
    String refusal = "is a library for arm64, this process runs on x86_64";
    assertEquals(refusal, refusal(elf(64, 183), LINUX));
    assertEquals(refusal, refusal(portable(0xAA64), WINDOWS));
    assertEquals(
        "is a library for x86_64, this process runs on arm64",
        refusal(mach(0xFEEDFACF, 0x01000007), MAC));
    assertEquals(
        "is a library for machine 243, this process runs on x86_64", refusal(elf(64, 243), LINUX));
  }

  @Test
  void aLibraryForAnotherSystemIsRefused() {
    assertEquals("is no ELF library", refusal(portable(0x8664), LINUX));
    assertEquals("is no Mach-O library", refusal(elf(64, 62), MAC));
    assertEquals("is no PE library", refusal(elf(64, 62), WINDOWS));
  }

  @Test
  void whatIsNoLibraryIsRefused() {
    byte[] script =
        "GROUP ( libopenblas.so.0 AS_NEEDED ( libm.so ) )\n\tand so on and so on"
            .getBytes(StandardCharsets.UTF_8);
    assertEquals("is no library but a text file", refusal(script, LINUX));
    assertEquals("is empty", refusal(new byte[0], LINUX));
    assertEquals("is no library but 3 bytes", refusal(new byte[3], LINUX));
  }

  @Test
  void aLibraryThatWasCutOffIsRefused() {
    byte[] cut =
        ByteBuffer.wrap(elf(64, 62))
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(32, 64)
            .putShort(54, (short) 56)
            .putShort(56, (short) 1)
            .putLong(72, 1000)
            .putLong(96, 24)
            .array();
    assertEquals("is cut off: 256 of at least 1024 bytes", refusal(cut, LINUX));
    assertNull(FileHeader.refusal(cut, 1024, LINUX));
  }

  @Test
  void offsetsThatLieNowhereAreRefused() {
    ByteBuffer file = ByteBuffer.wrap(elf(64, 62)).order(ByteOrder.LITTLE_ENDIAN);
    String refusal = "is damaged: its segments lie nowhere";
    assertEquals(refusal, refusal(file.putLong(32, -1000).putShort(56, (short) 1).array(), LINUX));
    file.putLong(32, 64).putLong(72, Long.MAX_VALUE).putLong(96, 24);
    assertEquals(refusal, refusal(file.array(), LINUX));
  }
}
