package jacobi.backend.blas.foreign;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a library says of itself.
///
/// @param maker who made it
/// @param version such as `0.3.31`, or empty
/// @param core the kind of processor it computes for, such as `Haswell`, or empty
/// @param vectorBits of the vectors it computes with here, as far as known; 128 at least
public record Facts(Maker maker, String version, String core, int vectorBits) {
  private static final MethodHandle TEXT = Signature.call("p", "");
  private static final MethodHandle NUMBER = Signature.call("i", "");
  private static final MethodHandle NAME = Signature.call("p", "i");
  private static final MethodHandle FILL = Signature.call("i", "pi");

  private static final int LENGTH = 256;

  /// `mkl_cbwr_get_auto_branch` of processors with vectors of 512 bits.
  private static final int MKL_WIDE = 11;

  private static final Pattern VERSION = Pattern.compile("[0-9]+(\\.[0-9]+)+");
  private static final Pattern WIDE =
      Pattern.compile("(?i)skylakex|cooperlake|sapphirerapids|skx|knl|zen[45].*|a64fx");
  private static final Pattern NARROW =
      Pattern.compile("(?i)prescott|core2|nehalem|.*neon.*|armv8");

  /// Asks a library.
  ///
  /// @throws IllegalArgumentException if it computes no matrix products, or lacks a function that
  ///   this module calls
  public static Facts of(NativeLibrary library) {
    Maker maker = Maker.of(library);
    maker.requireAll(library);
    try {
      return switch (maker) {
        case ONEDNN -> OneDnn.facts(library);
        case OPENBLAS -> openBlas(library);
        case MKL -> mkl(library);
        case BLIS -> blis(library);
        case ACCELERATE, CBLAS -> new Facts(maker, "", "", 128);
      };
    } catch (Throwable thrown) {
      throw Signature.unchecked(thrown);
    }
  }

  private static Facts openBlas(NativeLibrary library) throws Throwable {
    String core = text(library, "openblas_get_corename");
    return new Facts(
        Maker.OPENBLAS, version(text(library, "openblas_get_config")), core, width(core));
  }

  private static Facts mkl(NativeLibrary library) throws Throwable {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(LENGTH, 1);
      int done =
          (int) FILL.invokeExact(library.require("mkl_get_version_string"), buffer, LENGTH - 1);
      int branch =
          library.has("mkl_cbwr_get_auto_branch")
              ? (int) NUMBER.invokeExact(library.find("mkl_cbwr_get_auto_branch"))
              : done * 0;
      return new Facts(Maker.MKL, version(buffer.getString(0)), "", branch >= MKL_WIDE ? 512 : 256);
    }
  }

  private static Facts blis(NativeLibrary library) throws Throwable {
    String core = "";
    if (library.has("bli_arch_query_id") && library.has("bli_arch_string")) {
      int id = (int) NUMBER.invokeExact(library.find("bli_arch_query_id"));
      core = Signature.text((MemorySegment) NAME.invokeExact(library.find("bli_arch_string"), id));
    }
    String version = version(text(library, "bli_info_get_version_str"));
    return new Facts(Maker.BLIS, version, core, width(core));
  }

  private static String text(NativeLibrary library, String function) throws Throwable {
    return library.has(function)
        ? Signature.text((MemorySegment) TEXT.invokeExact(library.find(function)))
        : "";
  }

  static String version(String text) {
    Matcher matcher = VERSION.matcher(text);
    return matcher.find() ? matcher.group() : "";
  }

  private static int width(String core) {
    return WIDE.matcher(core).matches() ? 512 : NARROW.matcher(core).matches() ? 128 : 256;
  }

  @Override
  public String toString() {
    return maker.title()
        + (version.isEmpty() ? "" : " " + version)
        + (core.isEmpty() ? "" : " (" + core + ")");
  }
}
