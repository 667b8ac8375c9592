package jacobi.tck.fake;

import jacobi.Options;
import jacobi.op.Binary;
import jacobi.op.Copy;
import jacobi.op.HostDefault;
import jacobi.op.MatMul;
import jacobi.op.Op;
import jacobi.op.Unary;
import jacobi.spi.OpCall;
import jacobi.tck.spec.Category;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A wrong backend for each category that has tests.
public final class Faults {
  private Faults() {}

  /// The fault that a category must see, or null if it has no tests.
  public static @Nullable Fault of(Category category) {
    return switch (category) {
      case C01 -> new Fault("a level that never was", "1.2", Fake.ofNoLevel());
      case C02 -> new Fault("close fails", "2.1", Fake.with(Broken.Closing::new));
      case C03 -> new Fault("uploads lose an element", "3.1/transfer/F32", uploading());
      case C04 -> off("wrong from 64 on", "4.1/ADD/F32", call -> call.op() == Binary.ADD, 64);
      case C05 -> off("wrong where stretched", "5.1/ADD/F32", Faults::isStretched, 0);
      case C06 -> off("wrong where strided", "6.1/ADD/F32", Faults::isStrided, 0);
      case C07 -> off("1 too much", "7.1/ADD/F32", call -> call.op() == Binary.ADD, 0);
      case C08 -> rounded("off by 2⁻¹²", "8.2/EXP/F32");
      case C09 -> new Fault("NaN is lost", "9.1/MAX/F32", Fake.with(Broken::losingNan));
      case C10 -> ruled("twice the gradient", "10.1/MUL/F32", WrongRules.TWICE);
      case C11 ->
          new Fault("gradients do not add up", "11.4/ADD/F32", WrongRules.forgetting(Fake.right()));
      case C12 -> ruled("abs has slope 1 at 0", "12.1/ABS/F32", WrongRules.SLOPE);
      case C13 -> ruled("factors are constants", "13.1/MUL/F32", WrongRules.CONSTANT);
      case C14 -> ruled("twice the gradient", "14.1/MUL/F32", WrongRules.TWICE);
      case C15 -> new Fault("operands change", "15.1/MUL/F32", Fake.with(Broken::overwriting));
      case C16 -> new Fault("indices wrap", "16.3", Fake.with(Broken.Silent::new));
      case C17 -> new Fault("odd calls differ", "17.1/EXP/F32", Fake.with(Broken::wavering));
      case C18 -> off("other bits", "18.1", call -> call.op() instanceof HostDefault.RandomBits, 0);
      case C19 -> new Fault("one thread only", "19.1/MATMUL/F32", Fake.with(Broken::lonely));
      case C20 -> new Fault("calls are lost", "20.1", Fake.with(Broken.Lossy::new));
      case C21 ->
          new Fault("buffers are kept", "21.3", Fake.right().withDriver(Broken.Hoarding::new));
      case C22 -> off("1 too much", "22.1/MATMUL/F32", call -> call.op() == MatMul.MATMUL, 0);
      case C23 ->
          off("1 too much", "23.1/CAST to I32/F32", call -> call.op() instanceof Copy.Cast, 0);
      case C24 -> off("1 too much", "24.1/graph/F32", call -> true, 0);
      case C25 -> off("1 too much", "25.1/LAYER_NORM/F32", call -> true, 0);
      case C26 -> off("1 too much", "26.1/SGD_STEP/F32", call -> true, 0);
      case C27 -> new Fault("uploads lose an element", "27.1/elements/F32", uploading());
      case C28 -> new Fault("uploads lose an element", "28.1/moving/F32", uploading());
      case C29 -> new Fault("time grows too fast", "29.2", Fake.with(Broken::slow));
      case C30 -> ruled("twice the gradient", "30.1", WrongRules.TWICE);
      case C31 -> null;
      case C32 -> new Fault("it knows the rules", "32.1", Fake.right());
      case C33 -> new Fault("the interpreter computes", "33.3/MATMUL/F32", Fake.right());
    };
  }

  private static Options uploading() {
    return Fake.with(Broken.Uploading::new);
  }

  private static Fault off(String says, String selection, Predicate<OpCall> when, int element) {
    return new Fault(
        says,
        selection,
        Fake.with(real ->
            new Tampering(
                real,
                call -> {
                  if (when.test(call)) {
                    Tampering.add(call.out(), element, 1);
                  }
                })));
  }

  private static Fault rounded(String says, String selection) {
    return new Fault(
        says,
        selection,
        Fake.with(real ->
            new Tampering(
                real,
                call -> {
                  Op op = call.op();
                  for (int i = 0; op == Unary.EXP && i < call.out().count(); i++) {
                    double y = call.out().host().asDouble(call.out().at() + i);
                    Tampering.add(call.out(), i, y * 0x1p-12);
                  }
                })));
  }

  private static Fault ruled(String says, String selection, WrongRules rules) {
    return new Fault(says, selection, rules.in(Fake.right()));
  }

  private static boolean isStretched(OpCall call) {
    return call.op() == Binary.ADD && hasStride(call, 0);
  }

  private static boolean isStrided(OpCall call) {
    return call.op() == Binary.ADD
        && (!call.in(0).layout().isContiguous() || !call.in(1).layout().isContiguous());
  }

  private static boolean hasStride(OpCall call, long stride) {
    for (int i = 0; i < call.inputs(); i++) {
      for (long one : call.in(i).layout().strides()) {
        if (one == stride) {
          return true;
        }
      }
    }
    return false;
  }
}
