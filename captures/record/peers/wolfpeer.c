/* A TLS client on wolfSSL that says hello:  wolfpeer ADDRESS SNI ROOT.pem 1.2|1.3 */
#include <wolfssl/options.h>
#include <wolfssl/ssl.h>
#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(int count, char **words) {
  (void)count;
  wolfSSL_Init();
  WOLFSSL_CTX *context = wolfSSL_CTX_new(strcmp(words[4], "1.3") ? wolfTLSv1_2_client_method() : wolfTLSv1_3_client_method());
  if (wolfSSL_CTX_load_verify_locations(context, words[3], NULL) != WOLFSSL_SUCCESS) {
    fprintf(stderr, "roots\n");
  }
  wolfSSL_CTX_set_verify(context, WOLFSSL_VERIFY_PEER, NULL);
  struct sockaddr_in server = {.sin_family = AF_INET, .sin_port = htons(443)};
  inet_pton(AF_INET, words[1], &server.sin_addr);
  int connection = socket(AF_INET, SOCK_STREAM, 0);
  connect(connection, (struct sockaddr *)&server, sizeof server);
  WOLFSSL *tls = wolfSSL_new(context);
  wolfSSL_UseSNI(tls, WOLFSSL_SNI_HOST_NAME, words[2], strlen(words[2]));
  wolfSSL_check_domain_name(tls, words[2]);
  wolfSSL_set_fd(tls, connection);
  if (wolfSSL_connect(tls) == WOLFSSL_SUCCESS) {
    const char *request = "GET / HTTP/1.0\r\n\r\n";
    char answer[4096];
    wolfSSL_write(tls, request, strlen(request));
    wolfSSL_read(tls, answer, sizeof answer);
    wolfSSL_shutdown(tls);
  } else {
    fprintf(stderr, "handshake: %d\n", wolfSSL_get_error(tls, 0));
  }
  close(connection);
  return 0;
}
