package jacobi.backend.opencl;

import jacobi.spi.OpCall;
import jacobi.type.Axes;
import jacobi.type.DType;
import jacobi.type.Layout;
import org.jocl.cl_mem;

/// The product of F32 on a processor: `PACK` and `PANELS` of `product.cl`.
///
/// A work item computes a tile of 6 × 64, which takes 24 of 32 vector registers; local memory,
/// which a processor does not have, is not used.
final class PanelProduct {
  /// Rows of a tile.
  static final int TALL = 6;

  /// Columns of a tile.
  static final int WIDE = 64;

  /// Rows of B that are used together: 512 kB of a panel, less than a second-level cache.
  private static final int DEEP = 2048;

  /// Rows of B that a work item packs: they stay in the first-level cache.
  private static final int BLOCK = 64;

  /// Multiplications that are worth a work item.
  private static final long WORK = 1 << 18;

  private final OpCall call;
  private final OpenClQueue queue;
  private final Layout a;
  private final Layout b;
  private final int m;
  private final int n;
  private final int k;
  private final int batch;
  private final Walk left;
  private final Walk right;

  private PanelProduct(OpCall call, OpenClQueue queue) {
    this.call = call;
    this.queue = queue;
    a = call.in(0).layout();
    b = call.in(1).layout();
    m = (int) a.shape().size(-2);
    n = (int) b.shape().size(-1);
    k = (int) a.shape().size(-1);
    Axes matrix = new Axes(3 << (a.shape().rank() - 2));
    Layout batches = Ways.part(a, matrix, false);
    batch = (int) batches.shape().elements();
    left = Walk.of(batches);
    right = Walk.of(Ways.part(b, matrix, false));
  }

  /// True if tiles are worth packing for, in a product of [m, k] and [k, n].
  static boolean serves(DType dtype, long m, long n, long k, OpenClDevice device) {
    return device.isProcessor() && dtype == DType.F32 && m >= TALL && n >= WIDE / 4 && k >= 8;
  }

  /// Computes the product, or adds it to what the result holds.
  static void run(OpCall call, boolean adds, OpenClQueue queue) {
    new PanelProduct(call, queue).run(adds);
  }

  private void run(boolean adds) {
    int panels = (n + WIDE - 1) / WIDE;
    boolean same = right.isStill();
    int copies = same ? 1 : batch;
    long packed = (long) copies * panels * WIDE * k;
    cl_mem room = queue.room(OpenClQueue.Room.PACKED, packed * Float.BYTES);
    int blocks = (k + BLOCK - 1) / BLOCK;
    queue
        .launch(Program.PRODUCT, DType.F32, "PACK")
        .with(call.in(1))
        .with(room)
        .with(right)
        .with(k, n, BLOCK, copies)
        .with((int) b.stride(-2), (int) b.stride(-1))
        .run((long) copies * panels * blocks);
    int down = (m + TALL - 1) / TALL;
    int tiles = down * panels * batch;
    int perItem = Math.clamp(WORK / ((long) TALL * WIDE * Math.min(k, DEEP)), 1, tiles);
    for (int from = 0; from < k; from += DEEP) {
      queue
          .launch(Program.PRODUCT, DType.F32, "PANELS")
          .with(call.in(0))
          .with(room)
          .with(call.out())
          .with(left)
          .with(m, n, k, tiles)
          .with(from, Math.min(k, from + DEEP), adds || from > 0 ? 1 : 0, perItem)
          .with(
              (int) a.stride(-2),
              (int) a.stride(-1),
              (int) a.stride(-2) * TALL,
              same ? 0 : panels * WIDE * k)
          .run((tiles + perItem - 1L) / perItem);
    }
  }
}
