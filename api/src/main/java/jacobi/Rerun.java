package jacobi;

import jacobi.op.Op;
import jacobi.op.Spec;
import jacobi.tensor.Cell;
import jacobi.tensor.Engine;
import jacobi.tensor.Mode;
import jacobi.tensor.Scope;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import jacobi.type.JacobiException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// Lets a block run a second time as it ran the first: what the host said (a place in a random
/// stream) and what cells held is remembered then, and writes of cells are kept from them now.
final class Rerun implements Engine {
  private final Engine real;
  private final Mode outside;
  private final List<Tensor> inputs;
  private final Map<Cell, Tensor> held;

  /// What cells were set to by the run under way.
  private final Map<Cell, Tensor> set = new HashMap<>();

  private final Set<Cell> touched = new HashSet<>();
  private final boolean second;
  private int next;

  private Rerun(
      Engine real, Mode outside, List<Tensor> inputs, Map<Cell, Tensor> held, boolean second) {
    this.real = real;
    this.outside = outside;
    this.inputs = inputs;
    this.held = held;
    this.second = second;
  }

  /// For the first run.
  ///
  /// @param outside what holds around the block
  static Rerun first(Engine real, Mode outside) {
    return new Rerun(real, outside, new ArrayList<>(), new HashMap<>(), false);
  }

  /// For another run.
  Rerun again() {
    return new Rerun(real, outside, inputs, held, true);
  }

  /// Makes what was remembered outlive the block.
  void keep(Scope scope) {
    inputs.forEach(scope::keep);
  }

  @Override
  public Tensor input(Spec spec, Supplier<MemorySegment> source) {
    if (!second) {
      Tensor input = real.input(spec, source);
      inputs.add(input);
      return input;
    }
    if (next >= inputs.size() || !inputs.get(next).spec().equals(spec)) {
      throw changed();
    }
    return inputs.get(next++);
  }

  @Override
  public Tensor read(Cell cell, Tensor now) {
    if (!second) {
      // Read out there, for the value must live until the block runs again.
      Tensor value = outside.call(cell::get);
      if (touched.add(cell)) {
        held.put(cell, value);
      }
      return value;
    }
    Tensor value = set.getOrDefault(cell, held.get(cell));
    if (value == null) {
      throw changed();
    }
    return value;
  }

  @Override
  public boolean write(Cell cell, Tensor value) {
    touched.add(cell);
    if (second) {
      set.put(cell, value);
    } else {
      outside.call(() -> {
        cell.set(value);
        return true;
      });
    }
    return true;
  }

  private static JacobiException changed() {
    return new JacobiException(
        "a checkpoint's block did something else when it ran again: it must depend on nothing but"
            + " its arguments, cells and the mode");
  }

  @Override
  public String device() {
    return real.device();
  }

  @Override
  public int rank() {
    return real.rank() + 1;
  }

  @Override
  public boolean wraps(Engine other) {
    return real.equals(other) || real.wraps(other);
  }

  @Override
  public Tensor apply(Op op) {
    return real.apply(op);
  }

  @Override
  public Tensor apply(Op op, Tensor a) {
    return real.apply(op, a);
  }

  @Override
  public Tensor apply(Op op, Tensor a, Tensor b) {
    return real.apply(op, a, b);
  }

  @Override
  public Tensor apply(Op op, Tensor a, Tensor b, Tensor c) {
    return real.apply(op, a, b, c);
  }

  @Override
  public Tensor[] applyAll(Op op, Tensor... in) {
    return real.applyAll(op, in);
  }

  @Override
  public Tensor assemble(Spec result, Number fill, List<Piece> pieces) {
    return real.assemble(result, fill, pieces);
  }

  @Override
  public Tensor constant(DType dtype, Number value) {
    return real.constant(dtype, value);
  }

  @Override
  public Tensor upload(Spec spec, MemorySegment elements) {
    return real.upload(spec, elements);
  }

  @Override
  public void download(Tensor dense, MemorySegment elements) {
    real.download(dense, elements);
  }
}
