package planted.tck.report;

import planted.tck.junit.JunitRoom;

/// A room of the kit that looks up to all rooms above.
public final class ReportRoom {
  JunitRoom junit;
}
