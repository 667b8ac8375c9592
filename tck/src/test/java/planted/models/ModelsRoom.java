package planted.models;

import planted.backend.cpu.CpuRoom;
import planted.graph.GraphRoom;
import planted.rules.RulesRoom;
import planted.runtime.RuntimeRoom;
import planted.tck.KitRoom;

/// An application that names a backend and looks behind the API.
public final class ModelsRoom {
  CpuRoom cpu;
  RulesRoom rules;
  GraphRoom graph;
  RuntimeRoom runtime;
  KitRoom tck;
}
