package jacobi.backend.opencl;

import jacobi.type.DType;
import java.util.Locale;

/// The programs: each is built once per element type, or size of an element.
enum Program {
  /// Functions of one and two arguments, casts, counting.
  ELEMENTWISE,
  /// Copies, choices, gathering.
  MOVE,
  /// Reductions and other sums.
  FOLD,
  /// Matrix products.
  PRODUCT,
  /// Random words.
  RANDOM,
  /// Softmax, cross-entropy, layer norm.
  ROWS,
  /// Activations, optimizer steps, pooling.
  FUSED,
  /// Convolutions on a processor.
  CONVOLUTION;

  private static final String TILES =
      " -DTALL=" + PanelProduct.TALL + " -DWIDE=" + PanelProduct.WIDE;

  /// What a work item of a matrix product computes.
  record Tile(int rows, int columns) {}

  /// The tile of an element type.
  static Tile tile(DType dtype) {
    return dtype.bytes() == 8 ? new Tile(4, 8) : new Tile(4, 16);
  }

  /// The resource with its source.
  String source() {
    return name().toLowerCase(Locale.ROOT) + ".cl";
  }

  /// True if it multiplies tiles, whose source precedes its own.
  boolean isTiled() {
    return this == PRODUCT || this == CONVOLUTION;
  }

  /// What the source is to be compiled for; equal for types it cannot tell apart.
  String options(DType dtype) {
    return switch (this) {
      case MOVE ->
          switch (dtype.bytes()) {
            case 1 -> "-DT=uchar";
            case 2 -> "-DT=ushort";
            case 4 -> "-DT=uint";
            default -> "-DT=ulong";
          };
      case RANDOM -> "-DT=int";
      case ROWS, FUSED -> "-DT=float";
      case CONVOLUTION -> "-DT=float" + TILES;
      case ELEMENTWISE, FOLD -> arithmetic(dtype);
      case PRODUCT -> {
        Tile tile = tile(dtype);
        String tiles = " -DROWS=" + tile.rows() + " -DCOLUMNS=" + tile.columns();
        String narrow = dtype == DType.F32 ? " -DNARROW" + TILES : "";
        yield arithmetic(dtype) + tiles + narrow;
      }
    };
  }

  private static String arithmetic(DType dtype) {
    return switch (dtype) {
      case F64 -> "-DT=double -DFLOATS -DAS_T=as_double -DAS_I=as_long";
      case F32 -> "-DT=float -DFLOATS -DAS_T=as_float -DAS_I=as_int";
      case I64 -> "-DT=long -DU=ulong -DWHOLE -DLOWEST=LONG_MIN -DHIGHEST=LONG_MAX";
      case I32 -> "-DT=int -DU=uint -DWHOLE -DLOWEST=INT_MIN -DHIGHEST=INT_MAX";
      case I8 -> "-DT=char -DU=uint -DWHOLE -DLOWEST=CHAR_MIN -DHIGHEST=CHAR_MAX";
      case U8 -> "-DT=uchar -DU=uint -DWHOLE -DLOWEST=0 -DHIGHEST=UCHAR_MAX";
      case BOOL -> "-DT=uchar -DU=uint -DTRUTH -DLOWEST=0 -DHIGHEST=1";
      case F16, BF16 -> throw new IllegalArgumentException(dtype + " is not declared");
    };
  }
}
