package jacobi.backend.cpu;

import jacobi.backend.cpu.fused.AttentionBackwardKernel;
import jacobi.backend.cpu.fused.AttentionKernel;
import jacobi.backend.cpu.fused.BatchNormKernel;
import jacobi.backend.cpu.fused.ClipKernel;
import jacobi.backend.cpu.fused.ConvolutionKernel;
import jacobi.backend.cpu.fused.CrossEntropyKernel;
import jacobi.backend.cpu.fused.GroupNormKernel;
import jacobi.backend.cpu.fused.GruKernel;
import jacobi.backend.cpu.fused.LayerKernel;
import jacobi.backend.cpu.fused.LstmKernel;
import jacobi.backend.cpu.fused.NormKernel;
import jacobi.backend.cpu.fused.PoolingKernel;
import jacobi.backend.cpu.fused.RandomKernel;
import jacobi.backend.cpu.fused.SoftmaxKernel;
import jacobi.backend.cpu.fused.StepKernel;
import jacobi.backend.cpu.fused.WeightGradientKernel;
import jacobi.backend.cpu.index.ArgReduceKernel;
import jacobi.backend.cpu.index.EmbeddingKernel;
import jacobi.backend.cpu.index.FoldKernel;
import jacobi.backend.cpu.index.GatherKernel;
import jacobi.backend.cpu.index.ScatterAddKernel;
import jacobi.backend.cpu.kernel.ChainKernel;
import jacobi.backend.cpu.kernel.ElementwiseKernel;
import jacobi.backend.cpu.kernel.ReduceKernel;
import jacobi.backend.cpu.move.FillKernel;
import jacobi.backend.cpu.move.StridedCopy;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.backend.cpu.product.MatMulKernel;
import jacobi.op.Activation;
import jacobi.op.ActivationBackward;
import jacobi.op.ArgReduce;
import jacobi.op.Attention;
import jacobi.op.AttentionBackward;
import jacobi.op.BatchNorm;
import jacobi.op.BatchNormBackward;
import jacobi.op.BatchNormTraining;
import jacobi.op.Binary;
import jacobi.op.ClipNorm;
import jacobi.op.Composite;
import jacobi.op.Conv2d;
import jacobi.op.Conv2dBackwardInput;
import jacobi.op.Conv2dBackwardWeight;
import jacobi.op.Copy;
import jacobi.op.CrossEntropy;
import jacobi.op.CrossEntropyBackward;
import jacobi.op.Dropout;
import jacobi.op.ElementwiseChain;
import jacobi.op.Embedding;
import jacobi.op.EmbeddingBackward;
import jacobi.op.Fill;
import jacobi.op.Fold;
import jacobi.op.Gather;
import jacobi.op.GroupNorm;
import jacobi.op.GroupNormBackward;
import jacobi.op.Gru;
import jacobi.op.GruBackward;
import jacobi.op.HostDefault;
import jacobi.op.LayerNorm;
import jacobi.op.LayerNormBackward;
import jacobi.op.Linear;
import jacobi.op.LogSoftmax;
import jacobi.op.LogSoftmaxBackward;
import jacobi.op.Lstm;
import jacobi.op.LstmBackward;
import jacobi.op.MatMul;
import jacobi.op.MaxPool2d;
import jacobi.op.MaxPool2dBackward;
import jacobi.op.MultiStep;
import jacobi.op.Op;
import jacobi.op.Primitive;
import jacobi.op.Reduce;
import jacobi.op.RmsNorm;
import jacobi.op.RmsNormBackward;
import jacobi.op.ScatterAdd;
import jacobi.op.Softmax;
import jacobi.op.SoftmaxBackward;
import jacobi.op.Unary;
import jacobi.op.View;
import jacobi.op.Where;
import jacobi.spi.Buffer;
import jacobi.spi.Driver;
import jacobi.spi.DriverInfo;
import jacobi.spi.HostBuffer;
import jacobi.spi.Needs;
import jacobi.spi.OpCall;
import jacobi.spi.OpSpec;
import jacobi.spi.Queue;
import jacobi.spi.Reference;
import jacobi.spi.Support;
import jacobi.type.DType;
import jacobi.type.Layout;
import jacobi.type.Shape;
import java.lang.foreign.MemorySegment;
import java.util.EnumSet;

/// The processor. Every primitive is native on every element type and operands of any strides;
/// composites that training spends its time in are claimed for dense F32 operands.
public final class CpuDriver implements Driver {
  private final Workers workers;
  private final DriverInfo info;

  /// A driver that computes with these workers.
  public CpuDriver(Workers workers) {
    this.workers = workers;
    String name = "processor, %d threads".formatted(workers.threads());
    this.info =
        DriverInfo.host(name)
            .withDTypes(EnumSet.allOf(DType.class))
            .withAccuracy(new CpuAccuracy());
  }

  @Override
  public DriverInfo info() {
    return info;
  }

  @Override
  public Buffer allocate(DType dtype, long elements) {
    return HostBuffer.of(dtype, elements);
  }

  @Override
  public void free(Buffer buffer) {}

  @Override
  public void upload(MemorySegment source, Buffer target, long at, Queue queue) {
    ((HostBuffer) target).write(at, source);
  }

  @Override
  public void download(Buffer source, long at, MemorySegment target, Queue queue) {
    ((HostBuffer) source).read(at, target);
  }

  @Override
  public Queue openQueue() {
    return Queue.inline();
  }

  @Override
  public Support supports(OpSpec spec) {
    return switch (spec.op()) {
      case Unary _, Binary _, Where _ -> Support.nativeWith(Donating.elementwise(spec));
      case Primitive _, HostDefault.RandomBits _ -> Support.yes();
      case HostDefault.SortIndices _ -> Support.decline("the host sorts");
      case View _ -> Support.decline("a view is no kernel");
      case ElementwiseChain _ ->
          ChainKernel.serves(spec)
              ? Support.nativeWith(Donating.elementwise(spec))
              : Support.decline("narrow elements go op by op");
      case Composite composite ->
          spec.dtype() == DType.F32 && claims(composite, spec.out().getFirst().shape())
              ? Support.nativeWith(needs(composite, spec))
              : Support.decline("the decomposition serves");
    };
  }

  /// Attention reads rows of queries, keys and values where they lie, such as in one matrix.
  private static Needs needs(Composite op, OpSpec spec) {
    return switch (op) {
      case Activation _, ActivationBackward _ -> Donating.dense(spec);
      case MultiStep multi -> Donating.steps(multi.blocks(), multi.tensors());
      case LstmBackward _ -> Donating.lstmBackward();
      case GruBackward _ -> Donating.gruBackward();
      case Attention _ when haveDenseRows(spec, 0) -> Needs.NOTHING;
      case AttentionBackward _ when haveDenseRows(spec, 3) -> Needs.NOTHING;
      default -> StepKernel.knows(op) ? Donating.steps(op.arity() - 1, 1) : Needs.contiguous();
    };
  }

  private static boolean haveDenseRows(OpSpec spec, int first) {
    for (int i = 0; i < spec.in().size(); i++) {
      Layout x = spec.in().get(i).layout();
      boolean isMatrix = i == 0 || (i >= first && i < first + 3);
      if (isMatrix ? x.stride(-1) != 1 : !x.isContiguous()) {
        return false;
      }
    }
    return true;
  }

  private static boolean claims(Composite op, Shape y) {
    return switch (op) {
      case Linear _, Conv2d _, Conv2dBackwardInput _, Conv2dBackwardWeight _ -> true;
      case MaxPool2d _, MaxPool2dBackward _, ClipNorm _ -> true;
      case MultiStep multi -> StepKernel.knows(multi.step());
      case Activation _, ActivationBackward _ -> true;
      case CrossEntropy _, CrossEntropyBackward _ -> true;
      case Attention attention -> !attention.masked();
      case AttentionBackward(Attention of) -> !of.masked();
      case Embedding _, EmbeddingBackward _ -> true;
      case LayerNorm _, LayerNormBackward _, RmsNorm _, RmsNormBackward _ -> true;
      case BatchNormTraining _, BatchNorm _, BatchNormBackward _, Dropout _ -> true;
      case GroupNorm _, GroupNormBackward _ -> GroupNormKernel.serves(y);
      case Lstm _, Gru _ -> true;
      case LstmBackward(boolean saved) -> !saved;
      case GruBackward(boolean saved) -> !saved;
      case Softmax(int axis) -> isLast(axis, y);
      case SoftmaxBackward(int axis) -> isLast(axis, y);
      case LogSoftmax(int axis) -> isLast(axis, y);
      case LogSoftmaxBackward(int axis) -> isLast(axis, y);
      default -> StepKernel.knows(op);
    };
  }

  private static boolean isLast(int axis, Shape y) {
    return y.axis(axis) == y.rank() - 1;
  }

  @Override
  public void execute(OpCall call, Queue queue) {
    Op op = call.op();
    switch (op) {
      case Unary _, Binary _, Where _, Copy.Cast _ -> ElementwiseKernel.run(op, call, workers);
      case Primitive primitive -> primitive(primitive, call).run();
      case Composite composite -> composite(composite, call).run();
      case HostDefault.RandomBits _ -> RandomKernel.bits(call, workers).run();
      case HostDefault _, View _ -> Reference.execute(call);
    }
  }

  /// A kernel that is made for its call: run again, it allocates nothing.
  @Override
  public Runnable prepare(OpCall call, Queue queue) {
    Op op = call.op();
    return switch (op) {
      case Primitive primitive -> primitive(primitive, call);
      case Composite composite -> composite(composite, call);
      case HostDefault.RandomBits _ -> RandomKernel.bits(call, workers);
      case HostDefault _, View _ -> () -> Reference.execute(call);
    };
  }

  private Runnable primitive(Primitive op, OpCall call) {
    return switch (op) {
      case Unary _, Binary _, Where _, Copy.Cast _ -> ElementwiseKernel.prepare(op, call, workers);
      case Copy.Plain _ -> StridedCopy.prepare(call, workers);
      case Fill fill -> FillKernel.prepare(fill, call, workers);
      case Reduce reduce -> ReduceKernel.prepare(reduce, call, workers);
      case ArgReduce reduce -> () -> ArgReduceKernel.run(reduce, call, workers);
      case MatMul product -> MatMulKernel.prepare(product, call, workers);
      case Gather gather -> () -> GatherKernel.run(gather, call, workers);
      case ScatterAdd scatter -> () -> ScatterAddKernel.run(scatter, call, workers);
      case Fold fold -> () -> FoldKernel.run(fold, call, workers);
    };
  }

  private Runnable composite(Composite op, OpCall call) {
    return switch (op) {
      case ElementwiseChain chain -> new ChainKernel(chain, call, workers);
      case Activation _, ActivationBackward _ -> ElementwiseKernel.prepare(op, call, workers);
      case Linear _ -> LayerKernel.linear(call, workers);
      case Conv2d conv -> ConvolutionKernel.forward(conv, call, workers);
      case Conv2dBackwardInput back -> ConvolutionKernel.backwardInput(back, call, workers);
      case Conv2dBackwardWeight back -> WeightGradientKernel.prepare(back, call, workers);
      case MaxPool2d pool -> PoolingKernel.max(pool, call, workers);
      case MaxPool2dBackward back -> PoolingKernel.maxBackward(back, call, workers);
      case Dropout dropout -> RandomKernel.dropout(dropout, call, workers);
      case Lstm _ -> LstmKernel.forward(call, workers);
      case LstmBackward _ -> LstmKernel.backward(call, workers);
      case Gru _ -> GruKernel.forward(call, workers);
      case GruBackward _ -> GruKernel.backward(call, workers);
      case BatchNormTraining norm -> () -> BatchNormKernel.training(norm, call, workers);
      case BatchNorm norm -> () -> BatchNormKernel.inference(norm, call, workers);
      case BatchNormBackward _ -> () -> BatchNormKernel.backward(call, workers);
      case GroupNorm norm -> () -> GroupNormKernel.forward(norm, call, workers);
      case GroupNormBackward back -> () -> GroupNormKernel.backward(back, call, workers);
      case MultiStep multi -> StepKernel.prepare(multi, call, workers);
      case ClipNorm clip -> ClipKernel.prepare(clip, call, workers);
      default -> row(op, call);
    };
  }

  /// Ops on rows, and steps of optimizers.
  private Runnable row(Composite op, OpCall call) {
    return switch (op) {
      case Softmax _ -> SoftmaxKernel.softmax(call, workers);
      case SoftmaxBackward _ -> SoftmaxKernel.backward(call, workers);
      case LogSoftmax _ -> SoftmaxKernel.logSoftmax(call, workers);
      case LogSoftmaxBackward _ -> SoftmaxKernel.logBackward(call, workers);
      case CrossEntropy loss -> CrossEntropyKernel.loss(loss, call, workers);
      case CrossEntropyBackward back -> CrossEntropyKernel.backward(back, call, workers);
      case Attention attention -> AttentionKernel.prepare(attention, call, workers);
      case AttentionBackward back -> AttentionBackwardKernel.prepare(back, call, workers);
      case Embedding embedding -> EmbeddingKernel.forward(embedding, call, workers);
      case EmbeddingBackward back -> EmbeddingKernel.backward(back, call, workers);
      case LayerNorm(double eps) -> NormKernel.forward(eps, call, workers);
      case RmsNorm(double eps) -> NormKernel.forward(eps, call, workers);
      case LayerNormBackward _, RmsNormBackward _ -> NormKernel.backward(call, workers);
      default -> StepKernel.prepare(op, call, workers);
    };
  }
}
