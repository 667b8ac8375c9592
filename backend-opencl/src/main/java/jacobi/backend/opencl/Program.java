package jacobi.backend.opencl;

import jacobi.type.DType;
import java.util.List;
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

  /// The resources with its source: what it shares with others follows its macros, or precedes what
  /// uses it.
  List<String> resources() {
    String own = name().toLowerCase(Locale.ROOT) + ".cl";
    return switch (this) {
      case ELEMENTWISE -> List.of(own, "formulas.cl");
      case FUSED -> List.of(own, "activations.cl");
      case PRODUCT, CONVOLUTION -> List.of("tile.cl", own);
      case MOVE, FOLD, RANDOM, ROWS -> List.of(own);
    };
  }

  /// What OpenCL C calls an element type.
  static String word(DType dtype) {
    return switch (dtype) {
      case F64 -> "double";
      case F32 -> "float";
      case I64 -> "long";
      case I32 -> "int";
      case I8 -> "char";
      case U8, BOOL -> "uchar";
      case F16, BF16 -> throw new IllegalArgumentException(dtype + " is not declared");
    };
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
    String type = "-DT=" + word(dtype) + " -DS=" + dtype;
    return switch (dtype) {
      case F64 -> type + " -DFLOATS -DAS_T=as_double -DAS_I=as_long";
      case F32 -> type + " -DFLOATS -DAS_T=as_float -DAS_I=as_int";
      case I64 -> type + " -DU=ulong -DWHOLE -DLOWEST=LONG_MIN -DHIGHEST=LONG_MAX";
      case I32 -> type + " -DU=uint -DWHOLE -DLOWEST=INT_MIN -DHIGHEST=INT_MAX";
      case I8 -> type + " -DU=uint -DWHOLE -DLOWEST=CHAR_MIN -DHIGHEST=CHAR_MAX";
      case U8 -> type + " -DU=uint -DWHOLE -DLOWEST=0 -DHIGHEST=UCHAR_MAX";
      case BOOL -> type + " -DU=uint -DTRUTH -DLOWEST=0 -DHIGHEST=1";
      case F16, BF16 -> throw new IllegalArgumentException(dtype + " is not declared");
    };
  }
}
