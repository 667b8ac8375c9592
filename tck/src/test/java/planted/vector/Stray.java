package planted.vector;

import java.util.Random;
import jdk.incubator.vector.FloatVector;
import org.jocl.cl_device_id;

/// Foreign things where they do not belong.
public class Stray {
  FloatVector vector;
  cl_device_id device;

  /// Randomness of its own, printed.
  void print() {
    System.out.println(new Random().nextInt());
    System.err.println();
  }
}
