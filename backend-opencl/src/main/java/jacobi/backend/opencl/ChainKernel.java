package jacobi.backend.opencl;

import jacobi.op.ElementwiseChain;
import jacobi.op.ElementwiseChain.Link;
import jacobi.op.Fill;
import jacobi.op.Spec;
import jacobi.spi.OpCall;
import jacobi.spi.OpSpec;
import jacobi.spi.Support;
import jacobi.type.DType;
import jacobi.type.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jocl.Sizeof;

/// A chain of elementwise ops in one pass, by a kernel that is written for it. Made ready for a
/// call once, then set off as often as that call is made.
final class ChainKernel {
  /// Bytes that arguments may have in all on every device of OpenCL 1.2.
  private static final long ARGUMENTS = 1024;

  private final OpCall call;
  private final OpenClQueue queue;
  private final Source source;
  private final Walk walk;
  private final int[] numbers;

  ChainKernel(ElementwiseChain chain, OpCall call, OpenClQueue queue) {
    this.call = call;
    this.queue = queue;
    Layout[] layouts = new Layout[call.inputs() + call.outputs()];
    List<Spec> in = new ArrayList<>();
    for (int k = 0; k < call.inputs(); k++) {
      layouts[k] = call.in(k).layout();
      in.add(new Spec(call.in(k).dtype(), call.in(k).shape()));
    }
    for (int k = 0; k < call.outputs(); k++) {
      layouts[call.inputs() + k] = call.out(k).layout();
    }
    walk = Ways.shared(Walk.ofChain(layouts), queue);
    source = ChainSource.of(chain, in, walk);
    numbers = numbers(chain);
  }

  /// Whether a chain can be had: few enough arrays and numbers to be arguments, of types that the
  /// device has.
  static Support support(ElementwiseChain chain, OpSpec spec, Set<DType> types) {
    Layout[] layouts = new Layout[spec.in().size() + spec.out().size()];
    List<Spec> in = new ArrayList<>();
    for (OpSpec.In x : spec.in()) {
      layouts[in.size()] = x.layout();
      in.add(new Spec(x.dtype(), x.layout().shape()));
    }
    for (int k = 0; k < spec.out().size(); k++) {
      layouts[in.size() + k] = spec.out().get(k).shape().layout();
    }
    for (Spec each : chain.specs(in)) {
      if (!types.contains(each.dtype())) {
        return Support.decline("the device has no " + each.dtype());
      }
    }
    List<DType> all = chain.specs(in).stream().map(Spec::dtype).toList();
    for (int k = 0; k < chain.links().size(); k++) {
      if (ChainSource.isActivation(chain.links().get(k).op())
          && all.get(chain.operands() + k) != DType.F32) {
        return Support.decline("activations are F32's");
      }
    }
    Walk walk = Walk.ofChain(layouts);
    long bytes = (long) Sizeof.cl_mem * layouts.length;
    bytes += (long) Integer.BYTES * (walk.words().length + numbers(chain).length);
    return walk.fits() && bytes <= ARGUMENTS
        ? Support.yes()
        : Support.decline("its arrays are too many, or of too many axes");
  }

  /// The numbers of a chain, two words each.
  private static int[] numbers(ElementwiseChain chain) {
    List<Fill.Full> fills = new ArrayList<>();
    for (Link link : chain.links()) {
      if (link.op() instanceof Fill.Full full) {
        fills.add(full);
      }
    }
    int[] words = new int[2 * fills.size()];
    for (int k = 0; k < fills.size(); k++) {
      Fill.Full full = fills.get(k);
      System.arraycopy(MoveKernels.words(full, full.spec().dtype()), 0, words, 2 * k, 2);
    }
    return words;
  }

  /// Sets it off.
  void run() {
    Launch launch = queue.launch(source);
    for (int k = 0; k < call.inputs(); k++) {
      launch.with(call.in(k));
    }
    for (int k = 0; k < call.outputs(); k++) {
      launch.with(call.out(k));
    }
    launch.with(walk);
    if (numbers.length > 0) {
      launch.with(numbers);
    }
    launch.run(walk.workItems());
  }
}
