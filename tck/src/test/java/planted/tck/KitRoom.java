package planted.tck;

import planted.backend.cpu.CpuRoom;
import planted.models.ModelsRoom;

/// A conformance kit that names a backend and an application.
public final class KitRoom {
  CpuRoom cpu;
  ModelsRoom models;
}
