package planted.loose;

import java.util.logging.Logger;

/// A public class that anybody may extend, and that prints.
public class Manners {
  Logger logger;

  void print() throws Exception {
    System.out.println(System.in.read());
    try {
      throw new RuntimeException("something went wrong");
    } catch (RuntimeException failed) {
      failed.printStackTrace();
      System.err.println(failed);
    }
  }
}
