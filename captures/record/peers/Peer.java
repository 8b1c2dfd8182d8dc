import java.io.FileInputStream;
import java.net.InetSocketAddress;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * A TLS client or server on the JDK's JSSE that says hello: {@code java Peer.java client|server NAME=VALUE...} with
 * host, sni, trust (PEM), keys (PKCS#12), protocols, suites, alpn (comma-separated), need (client certificates),
 * only (the one server name), pinned (a pin that no certificate matches), provider (classes on the class path; the
 * last one is used instead of JSSE).
 */
public final class Peer {
  private static final Map<String, String> OPTIONS = new HashMap<>();

  public static void main(String[] words) throws Exception {
    for (int i = 1; i < words.length; i++) {
      OPTIONS.put(words[i].split("=", 2)[0], words[i].split("=", 2)[1]);
    }
    var context = context();
    context.init(
        OPTIONS.containsKey("keys") ? keys() : null, OPTIONS.containsKey("trust") ? trust() : null, null);
    if (words[0].equals("server")) {
      serve(context);
    } else {
      call(context);
    }
  }

  private static SSLContext context() throws Exception {
    if (!OPTIONS.containsKey("provider")) {
      return SSLContext.getInstance("TLS");
    }
    Provider provider = null;
    for (var name : OPTIONS.get("provider").split(",")) {
      provider = (Provider) Class.forName(name).getConstructor().newInstance();
      Security.addProvider(provider);
    }
    return SSLContext.getInstance("TLS", provider);
  }

  private static KeyManager[] keys() throws Exception {
    var store = KeyStore.getInstance("PKCS12");
    try (var in = new FileInputStream(OPTIONS.get("keys"))) {
      store.load(in, "secret".toCharArray());
    }
    var factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(store, "secret".toCharArray());
    return factory.getKeyManagers();
  }

  private static TrustManager[] trust() throws Exception {
    if (OPTIONS.containsKey("pinned")) {
      return new TrustManager[] {new Pinned()};
    }
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (var in = new FileInputStream(OPTIONS.get("trust"))) {
      store.setCertificateEntry("root", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    var factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static void serve(SSLContext context) throws Exception {
    try (var listener = (SSLServerSocket) context.getServerSocketFactory().createServerSocket(443)) {
      while (true) {
        try (var socket = (SSLSocket) listener.accept()) {
          configure(socket);
          socket.setNeedClientAuth(OPTIONS.containsKey("need"));
          socket.getInputStream().read(new byte[4096]);
          socket.getOutputStream().write("HTTP/1.0 200 OK\r\n\r\nhello\n".getBytes());
        } catch (java.io.IOException e) {
          System.err.println(e);
        }
      }
    }
  }

  private static void call(SSLContext context) throws Exception {
    try (var socket = (SSLSocket) context.getSocketFactory().createSocket()) {
      socket.connect(new InetSocketAddress(OPTIONS.get("host"), 443), 5000);
      configure(socket);
      socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes());
      socket.getInputStream().readAllBytes();
    }
  }

  private static void configure(SSLSocket socket) {
    var parameters = socket.getSSLParameters();
    if (OPTIONS.containsKey("protocols")) {
      parameters.setProtocols(OPTIONS.get("protocols").split(","));
    }
    if (OPTIONS.containsKey("suites")) {
      parameters.setCipherSuites(OPTIONS.get("suites").split(","));
    }
    if (OPTIONS.containsKey("alpn")) {
      parameters.setApplicationProtocols(OPTIONS.get("alpn").split(","));
    }
    if (OPTIONS.containsKey("sni")) {
      parameters.setServerNames(List.of(new SNIHostName(OPTIONS.get("sni"))));
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    if (OPTIONS.containsKey("only")) {
      parameters.setSNIMatchers(List.of(SNIHostName.createSNIMatcher(OPTIONS.get("only").replace(".", "\\."))));
    }
    socket.setSSLParameters(parameters);
  }

  /** Refuses every certificate, as an application does whose pin does not match. */
  private static final class Pinned implements X509TrustManager {
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
      throw new CertificateException("not the pinned key");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
