package jacobi.models.bench;

import jacobi.Session;
import jacobi.spi.BackendReport;
import jacobi.spi.Probe;

/// What figures were measured on.
public final class Machine {
  private Machine() {}

  /// The id of the session's backend, such as `cpu`.
  public static String backend(Session session) {
    String device = session.device();
    return device.substring(0, device.indexOf(':'));
  }

  /// Java, system, processors, and what the backend found, in one line.
  public static String line(Session session) {
    String id = backend(session);
    String notes = "";
    for (BackendReport.Entry entry : session.report().entries()) {
      if (entry.id().equals(id) && entry.probe() instanceof Probe.Available found) {
        notes = found.notes();
      }
    }
    return "Java %s, %s %s, %d processors; %s: %s"
        .formatted(
            Runtime.version(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            Runtime.getRuntime().availableProcessors(),
            id,
            notes);
  }
}
