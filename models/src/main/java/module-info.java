/// What applications use: layers, optimizers, data, training, files, and the command line.
module jacobi.models {
  requires transitive jacobi.api;
  requires info.picocli;
  requires java.management;
  requires java.net.http;
  requires static org.jspecify;

  exports jacobi.models.audio;
  exports jacobi.models.data;
  exports jacobi.models.io;
  exports jacobi.models.nn;
  exports jacobi.models.optim;
  exports jacobi.models.text;
  exports jacobi.models.tabular;
  exports jacobi.models.train;
  exports jacobi.models.vision;

  opens jacobi.models.cli to
      info.picocli;
}
