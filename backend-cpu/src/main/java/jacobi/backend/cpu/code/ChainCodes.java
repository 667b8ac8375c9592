package jacobi.backend.cpu.code;

import jacobi.op.ElementwiseChain;
import jacobi.op.ElementwiseChain.Link;
import jacobi.op.Fill;
import jacobi.type.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The codes of chains, one for all chains that differ in shapes alone. Bounded: the one asked for
/// longest ago is forgotten, and its classes with it once no program uses them.
public final class ChainCodes {
  private static final int MOST = 256;

  private static final ChainCodes SHARED = new ChainCodes();

  private record Key(ElementwiseChain chain, List<Element> operands, int constants) {}

  private final Map<Key, ChainCode> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, ChainCode> eldest) {
          return size() > MOST;
        }
      };

  private ChainCodes() {}

  /// The codes of this process: generated classes are worth sharing, there is one code cache.
  public static ChainCodes shared() {
    return SHARED;
  }

  /// The code of a chain.
  ///
  /// @param constants a bit for each operand that is one number
  public synchronized ChainCode of(ElementwiseChain chain, List<Element> operands, int constants) {
    var key = new Key(withoutShapes(chain), operands, constants);
    return known.computeIfAbsent(
        key, each -> new ChainCode(each.chain, each.operands, each.constants));
  }

  private static ElementwiseChain withoutShapes(ElementwiseChain chain) {
    List<Link> links =
        chain.links().stream()
            .map(link ->
                link.op() instanceof Fill.Full(var spec, var value)
                    ? new Link(new Fill.Full(spec.of(Shape.SCALAR), value), link.in())
                    : link)
            .toList();
    return new ElementwiseChain(chain.operands(), links, chain.results());
  }
}
