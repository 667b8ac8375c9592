package jacobi.backend.cpu.fused;

import jacobi.backend.cpu.code.Pass;
import jacobi.backend.cpu.loop.Walk;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.AdagradStep;
import jacobi.op.AdamStep;
import jacobi.op.Composite;
import jacobi.op.LionStep;
import jacobi.op.MultiStep;
import jacobi.op.NesterovStep;
import jacobi.op.RmsPropStep;
import jacobi.op.SgdStep;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import org.jspecify.annotations.Nullable;

/// Optimizer steps, each parameter and its moments in one pass, all parameters in one region.
public final class StepKernel {
  private final Pass pass;
  private final OpCall call;

  /// Parameters, and operands of each before the numbers.
  private final int tensors;

  private final int blocks;
  private final int numbers;
  private final boolean scaled;
  private final float[] one = {1};

  /// The first part of each parameter, and then how many there are.
  private final int[] parts;

  private StepKernel(Pass pass, OpCall call, int tensors, int blocks, boolean scaled) {
    this.pass = pass;
    this.call = call;
    this.tensors = tensors;
    this.blocks = blocks;
    this.scaled = scaled;
    numbers = call.in(blocks * tensors).count();
    parts = new int[tensors + 1];
    for (int i = 0; i < tensors; i++) {
      parts[i + 1] = parts[i] + (call.in(i).count() + Walk.PART - 1) / Walk.PART;
    }
  }

  /// Whether the step of one parameter is known here.
  public static boolean knows(Composite step) {
    return pass(step) != null;
  }

  private static @Nullable Pass pass(Composite step) {
    return switch (step) {
      case SgdStep _ -> Pass.SGD;
      case AdamStep(boolean decoupled) -> decoupled ? Pass.ADAMW : Pass.ADAM;
      case NesterovStep _ -> Pass.NESTEROV;
      case RmsPropStep _ -> Pass.RMSPROP;
      case AdagradStep _ -> Pass.ADAGRAD;
      case LionStep _ -> Pass.LION;
      default -> null;
    };
  }

  /// What makes one step on one parameter, or on many.
  public static Runnable prepare(Composite op, OpCall call, Workers workers) {
    Composite step = op instanceof MultiStep multi ? multi.step() : op;
    int tensors = op instanceof MultiStep multi ? multi.tensors() : 1;
    boolean scaled = op instanceof MultiStep multi && multi.scaled();
    Pass pass = pass(step);
    if (pass == null) {
      throw new IllegalStateException(step.name() + " was not claimed");
    }
    var kernel = new StepKernel(pass, call, tensors, step.arity() - 1, scaled);
    Workers.Task task = kernel::part;
    return () -> workers.run(kernel.parts[tensors], task);
  }

  private void part(int index) {
    int tensor = 0;
    while (parts[tensor + 1] <= index) {
      tensor++;
    }
    int from = (index - parts[tensor]) * Walk.PART;
    int results = blocks - 1;
    var step = Call.of(pass, results + blocks + numbers + 1);
    for (int i = 0; i < results; i++) {
      Operand y = call.out(i * tensors + tensor);
      step.with(i, y.floats(), y.at() + from);
    }
    for (int i = 0; i < blocks; i++) {
      Operand x = call.in(i * tensors + tensor);
      step.with(results + i, x.floats(), x.at() + from);
    }
    Operand rates = call.in(blocks * tensors);
    for (int i = 0; i < numbers; i++) {
      step.with(results + blocks + i, rates.floats(), rates.at() + i);
    }
    int last = results + blocks + numbers;
    if (scaled) {
      Operand scale = call.in(blocks * tensors + 1);
      step.with(last, scale.floats(), scale.at());
    } else {
      step.with(last, one, 0);
    }
    step.run(Math.min(Walk.PART, call.in(tensor).count() - from));
    step.close();
  }
}
