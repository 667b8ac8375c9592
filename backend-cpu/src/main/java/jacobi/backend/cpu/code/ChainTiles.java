package jacobi.backend.cpu.code;

import jacobi.backend.cpu.parallel.Pool;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.Activation;
import jacobi.op.ActivationBackward;
import jacobi.op.Binary;
import jacobi.op.Composite;
import jacobi.op.Copy;
import jacobi.op.ElementwiseChain;
import jacobi.op.ElementwiseChain.Link;
import jacobi.op.Fill;
import jacobi.op.HostDefault;
import jacobi.op.Op;
import jacobi.op.Primitive;
import jacobi.op.Unary;
import jacobi.op.View;
import jacobi.op.Where;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A chain op by op over tiles that stay in the first cache, by the loops of single ops: serves
/// while the chain's own code is not compiled.
final class ChainTiles implements Sweep {
  /// A tile of a value takes 4 KiB.
  private static final int TILE = 1 << 10;

  private final ElementwiseChain chain;
  private final ChainFormula formula;
  private final int constants;
  private final List<@Nullable Loops> loops = new ArrayList<>();

  /// What earlier runs used, for the next.
  private final Pool<Room> spare = new Pool<>(Workers.shared().threads(), room -> room.size);

  /// What one worker needs.
  ///
  /// @param made tiles of the links' results; those that are numbers hold them
  /// @param x operands of a link
  /// @param start where they begin
  /// @param step how far their elements lie apart
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares these.
  private record Room(int size, Object[] made, Object[] x, int[] start, int[] step) {}

  /// @param constants a bit for each operand that is one number
  ChainTiles(ElementwiseChain chain, ChainFormula formula, int constants) {
    this.chain = chain;
    this.formula = formula;
    this.constants = constants;
    List<Element> types = formula.types();
    for (int k = 0; k < chain.links().size(); k++) {
      Link link = chain.links().get(k);
      Element last = link.in().isEmpty() ? Element.F32 : types.get(link.in().getLast());
      loops.add(loops(link.op(), last));
    }
  }

  private static @Nullable Loops loops(Op op, Element type) {
    LoopTable table = LoopTable.shared();
    return switch (op) {
      case Fill _ -> null;
      case Unary unary -> table.unary(unary, type);
      case Binary binary -> table.binary(binary, type);
      case Where _ -> table.where(type);
      case Copy.Cast(var to) -> table.cast(type, Element.of(to));
      case Activation f -> table.activation(f);
      case ActivationBackward(Activation f) -> table.activationBackward(f);
      case Primitive _, View _, HostDefault _, Composite _ ->
          throw new IllegalStateException(op.name() + " is no link of a chain");
    };
  }

  @Override
  public void run(Object[] arrays, int[] at, int n) {
    int results = chain.results().size();
    Room kept = spare.take(Math.min(TILE, n));
    Room room = kept != null ? kept : room(Math.min(TILE, n));
    Object[] made = room.made;
    for (int from = 0; from < n; from += TILE) {
      int count = Math.min(TILE, n - from);
      for (int k = 0; k < made.length; k++) {
        Loops each = loops.get(k);
        if (each != null) {
          link(each, k, arrays, at, room, from, count);
        }
      }
      for (int k = 0; k < results; k++) {
        System.arraycopy(made[chain.results().get(k)], 0, arrays[k], at[k] + from, count);
      }
    }
    Arrays.fill(room.x, null);
    spare.give(room);
  }

  private Room room(int size) {
    Object[] made = new Object[chain.links().size()];
    for (int k = 0; k < made.length; k++) {
      Element type = formula.types().get(chain.operands() + k);
      made[k] = type.newArray(size);
      if (chain.links().get(k).op() instanceof Fill.Full full) {
        type.set(made[k], 0, full.value().doubleValue());
      }
    }
    return new Room(size, made, new Object[3], new int[3], new int[3]);
  }

  private void link(Loops each, int k, Object[] arrays, int[] at, Room room, int from, int count) {
    Link link = chain.links().get(k);
    Object[] x = room.x;
    int[] start = room.start;
    int[] step = room.step;
    for (int i = 0; i < 3; i++) {
      int place = link.in().get(Math.min(i, link.in().size() - 1));
      int own = place - chain.operands();
      if (own >= 0) {
        x[i] = room.made[own];
        start[i] = 0;
        step[i] = chain.links().get(own).op() instanceof Fill ? 0 : 1;
      } else {
        int array = chain.results().size() + place;
        boolean constant = (constants >> place & 1) == 1;
        x[i] = arrays[array];
        start[i] = at[array] + (constant ? 0 : from);
        step[i] = constant ? 0 : 1;
      }
    }
    each.run(
        room.made[k],
        0,
        x[0],
        start[0],
        step[0],
        x[1],
        start[1],
        step[1],
        x[2],
        start[2],
        step[2],
        count);
  }
}
