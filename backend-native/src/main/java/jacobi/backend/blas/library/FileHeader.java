package jacobi.backend.blas.library;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// The first bytes of a file: whether it is a library for this process.
///
/// | system | begins with | processor at |
/// | --- | --- | --- |
/// | Linux | `7F E L F`, 2 for 64 bits | 18, 2 bytes |
/// | macOS | `FEEDFACF`, or `CAFEBABE` for several in one | 4, 4 bytes |
/// | Windows | `M Z`; at 60 where `P E 0 0` is | there + 4, 2 bytes |
final class FileHeader {
  /// How many bytes are looked at.
  static final int LENGTH = 4096;

  private static final int ELF = 0x464C457F;
  private static final int ELF_X86_64 = 62;
  private static final int ELF_AARCH64 = 183;

  /// Bytes that describe a segment of an ELF file.
  private static final int SEGMENT = 56;

  private static final int MACH_64 = 0xFEEDFACF;
  private static final int MACH_32 = 0xFEEDFACE;
  private static final int MACH_MANY = 0xBEBAFECA;
  private static final int MACH_X86_64 = 0x01000007;
  private static final int MACH_AARCH64 = 0x0100000C;
  private static final int DOS = 0x5A4D;
  private static final int PE_X86_64 = 0x8664;
  private static final int PE_AARCH64 = 0xAA64;

  private FileHeader() {}

  /// Why this is no library for a platform, or null if it is one.
  ///
  /// @param first the first bytes of the file
  /// @param size of the file: a library that was cut off would end the process as it is opened
  static @Nullable String refusal(byte[] first, long size, Platform platform) {
    ByteBuffer bytes = ByteBuffer.wrap(first).order(ByteOrder.LITTLE_ENDIAN);
    if (first.length < 64) {
      return first.length == 0 ? "is empty" : "is no library but %d bytes".formatted(first.length);
    }
    if (isText(first)) {
      return "is no library but a text file";
    }
    return switch (platform.system()) {
      case LINUX -> elf(bytes, size, platform.processor());
      case MAC -> mach(bytes, platform.processor());
      case WINDOWS -> portable(bytes, platform.processor());
    };
  }

  private static boolean isText(byte[] bytes) {
    for (byte b : bytes) {
      if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t') {
        return false;
      }
    }
    return true;
  }

  private static @Nullable String elf(ByteBuffer bytes, long size, Platform.Processor processor) {
    if (bytes.getInt(0) != ELF) {
      return "is no ELF library";
    }
    if (bytes.get(4) != 2) {
      return "is a 32-bit library, this process has 64 bits";
    }
    String wrong = wrong(bytes.getShort(18) & 0xFFFF, ELF_X86_64, ELF_AARCH64, processor);
    long end = wrong == null ? end(bytes) : 0;
    if (end < 0) {
      return "is damaged: its segments lie nowhere";
    }
    return end > size ? "is cut off: %d of at least %d bytes".formatted(size, end) : wrong;
  }

  /// Where the last segment ends that is loaded from an ELF file, below 0 if that is nowhere.
  private static long end(ByteBuffer bytes) {
    long at = bytes.getLong(32);
    int length = bytes.getShort(54) & 0xFFFF;
    int count = bytes.getShort(56) & 0xFFFF;
    if (at < 0 || at > Integer.MAX_VALUE) {
      return -1;
    }
    long end = at + (long) length * count;
    for (int i = 0; i < count && at + SEGMENT <= bytes.limit(); i++, at += length) {
      long from = bytes.getLong((int) at + 8);
      long bytesThere = bytes.getLong((int) at + 32);
      if (from < 0 || bytesThere < 0 || from + bytesThere < 0) {
        return -1;
      }
      end = Math.max(end, from + bytesThere);
    }
    return end;
  }

  private static @Nullable String mach(ByteBuffer bytes, Platform.Processor processor) {
    return switch (bytes.getInt(0)) {
      case MACH_MANY -> null;
      case MACH_32 -> "is a 32-bit library, this process has 64 bits";
      case MACH_64 -> wrong(bytes.getInt(4), MACH_X86_64, MACH_AARCH64, processor);
      default -> "is no Mach-O library";
    };
  }

  private static @Nullable String portable(ByteBuffer bytes, Platform.Processor processor) {
    int at = bytes.getInt(60);
    if ((bytes.getShort(0) & 0xFFFF) != DOS || at < 0 || at > bytes.limit() - 6) {
      return "is no PE library";
    }
    return wrong(bytes.getShort(at + 4) & 0xFFFF, PE_X86_64, PE_AARCH64, processor);
  }

  private static @Nullable String wrong(
      int machine, int x86, int arm, Platform.Processor processor) {
    String is =
        machine == x86
            ? Platform.Processor.X86_64.toString()
            : machine == arm ? Platform.Processor.AARCH64.toString() : "machine " + machine;
    return is.equals(processor.toString())
        ? null
        : "is a library for %s, this process runs on %s".formatted(is, processor);
  }
}
