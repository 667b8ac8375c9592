package jacobi.models.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {
  @TempDir Path folder;

  @Test
  void aFileWithOtherContentIsRefusedAndNotKept() throws IOException {
    var error = answering(200, IdxTest.zipped(IdxTest.file(8, 6, 6)));
    assertTrue(error.getMessage().contains("SHA-256"), error.getMessage());
  }

  @Test
  void anErrorOfTheServerIsReported() throws IOException {
    var error = answering(404, new byte[0]);
    assertTrue(error.getMessage().contains("404"), error.getMessage());
  }

  @Test
  void filesThatAreThereAreNotFetched() throws IOException {
    for (var file : ImageFile.values()) {
      Files.write(folder.resolve(file.fileName()), new byte[1]);
    }
    List<String> log = new ArrayList<>();
    Download.into(folder, KnownImages.MNIST, URI.create("http://127.0.0.1:1/"), log::add);
    assertEquals(List.of(), log);
  }

  private DataException answering(int status, byte[] content) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
          try (var body = exchange.getResponseBody()) {
            body.write(content);
          }
        });
    server.start();
    try {
      var address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
      Path target = folder.resolve("new");
      var error =
          assertThrows(
              DataException.class,
              () -> Download.into(target, KnownImages.MNIST, address, line -> {}));
      try (var left = Files.list(target)) {
        assertEquals(List.of(), left.toList());
      }
      return error;
    } finally {
      server.stop(0);
    }
  }
}
