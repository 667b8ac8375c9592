package jacobi.backend.opencl;

import jacobi.op.Attention;
import jacobi.op.MatMul;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import jacobi.type.DType;
import jacobi.type.Layout;
import jacobi.type.Shape;

/// Attention of dense F32 without mask and dropout: products, and between them one pass over the
/// scores of `rows.cl`.
final class AttentionKernels {
  private final Attention op;
  private final OpenClQueue queue;
  private final int batch;
  private final int queries;
  private final int keys;

  private AttentionKernels(Attention op, Shape q, Shape k, OpenClQueue queue) {
    this.op = op;
    this.queue = queue;
    queries = (int) q.size(-2);
    keys = (int) k.size(-2);
    batch = (int) (q.elements() / q.size(-1) / queries);
  }

  /// True for what has neither mask nor dropout, and one batch.
  static boolean serves(Attention op, Shape q, Shape k, Shape v) {
    return !op.masked()
        && !op.isDropped()
        && q.batch().equals(k.batch())
        && q.batch().equals(v.batch());
  }

  static void forward(Attention op, OpCall call, OpenClQueue queue) {
    Shape q = call.in(0).shape();
    new AttentionKernels(op, q, call.in(1).shape(), queue).forward(call);
  }

  static void backward(Attention op, OpCall call, OpenClQueue queue) {
    Shape q = call.in(3).shape();
    new AttentionKernels(op, q, call.in(4).shape(), queue).backward(call);
  }

  private void forward(OpCall call) {
    Operand q = matrices(call.in(0));
    Operand k = matrices(call.in(1));
    Operand scores = room(OpenClQueue.Room.SCORES);
    product(q, turned(k), scores);
    weights("ATTENTION", scores, call.out(1));
    product(scores, matrices(call.in(2)), matrices(call.out(0)));
  }

  /// `V̄ = Pᵀ·Ḡ`, `S̄ = scale·P·(Ḡ·Vᵀ − δ)`, `Q̄ = S̄·K`, `K̄ = S̄ᵀ·Q`
  private void backward(OpCall call) {
    Operand g = matrices(call.in(0));
    Operand q = matrices(call.in(3));
    Operand k = matrices(call.in(4));
    Operand v = matrices(call.in(5));
    Operand p = room(OpenClQueue.Room.SCORES);
    Operand s = room(OpenClQueue.Room.SLOPES);
    product(q, turned(k), p);
    weights("ATTENTION_WEIGHTS", p, call.in(2));
    product(turned(p), g, matrices(call.out(2)));
    product(g, turned(v), s);
    int per = RowKernels.per(keys, queue);
    Launch launch =
        RowKernels.launch("ATTENTION_SCORES", queue)
            .with(s)
            .with(p)
            .with(call.in(1))
            .with(batch * queries)
            .with(keys)
            .with(per)
            .with(Float.floatToRawIntBits((float) op.scale()));
    RowKernels.run(launch, batch * queries, per, queue);
    product(s, k, matrices(call.out(0)));
    product(turned(s), q, matrices(call.out(1)));
  }

  private void weights(String name, Operand scores, Operand lse) {
    int per = RowKernels.per(keys, queue);
    Launch launch =
        RowKernels.launch(name, queue)
            .with(scores)
            .with(lse)
            .with(batch * queries)
            .with(keys)
            .with(per)
            .with(queries)
            .with(op.causal() ? 1 : 0)
            .with(Float.floatToRawIntBits((float) op.scale()));
    RowKernels.run(launch, batch * queries, per, queue);
  }

  private void product(Operand a, Operand b, Operand y) {
    ProductKernels.matmul(
        new OpCall(MatMul.MATMUL, new Operand[] {a, b}, new Operand[] {y}, null), queue);
  }

  /// [batch, queries, keys]
  private Operand room(OpenClQueue.Room which) {
    Shape shape = Shape.of(batch, queries, keys);
    var memory = queue.room(which, shape.elements() * Float.BYTES);
    return new Operand(new OpenClBuffer(DType.F32, shape.elements(), memory), shape.layout());
  }

  /// The same elements as [batch, rows, columns].
  private Operand matrices(Operand x) {
    Shape shape = Shape.of(batch, x.shape().size(-2), x.shape().size(-1));
    return new Operand(x.buffer(), shape.layout());
  }

  private static Operand turned(Operand x) {
    Layout layout = x.layout();
    return new Operand(x.buffer(), layout.permute(0, 2, 1));
  }
}
