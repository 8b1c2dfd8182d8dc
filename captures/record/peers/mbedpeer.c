/* A TLS client on Mbed TLS that says hello:  mbedpeer ADDRESS SNI ROOT.pem */
#include <mbedtls/ctr_drbg.h>
#include <mbedtls/entropy.h>
#include <mbedtls/net_sockets.h>
#include <mbedtls/ssl.h>
#include <stdio.h>
#include <string.h>

static int check(const char *what, int result) {
  if (result < 0) {
    fprintf(stderr, "%s: -0x%04x\n", what, -result);
  }
  return result;
}

int main(int count, char **words) {
  (void)count;
  mbedtls_entropy_context entropy;
  mbedtls_ctr_drbg_context random;
  mbedtls_x509_crt roots;
  mbedtls_ssl_config config;
  mbedtls_ssl_context tls;
  mbedtls_net_context connection;
  mbedtls_entropy_init(&entropy);
  mbedtls_ctr_drbg_init(&random);
  mbedtls_x509_crt_init(&roots);
  mbedtls_ssl_config_init(&config);
  mbedtls_ssl_init(&tls);
  mbedtls_net_init(&connection);
  mbedtls_ctr_drbg_seed(&random, mbedtls_entropy_func, &entropy, NULL, 0);
  mbedtls_ssl_config_defaults(&config, MBEDTLS_SSL_IS_CLIENT, MBEDTLS_SSL_TRANSPORT_STREAM, MBEDTLS_SSL_PRESET_DEFAULT);
  mbedtls_ssl_conf_rng(&config, mbedtls_ctr_drbg_random, &random);
  check("roots", mbedtls_x509_crt_parse_file(&roots, words[3]));
  mbedtls_ssl_conf_ca_chain(&config, &roots, NULL);
  check("setup", mbedtls_ssl_setup(&tls, &config));
  mbedtls_ssl_set_hostname(&tls, words[2]);
  check("connect", mbedtls_net_connect(&connection, words[1], "443", MBEDTLS_NET_PROTO_TCP));
  mbedtls_ssl_set_bio(&tls, &connection, mbedtls_net_send, mbedtls_net_recv, NULL);
  if (check("handshake", mbedtls_ssl_handshake(&tls)) == 0) {
    const char *request = "GET / HTTP/1.0\r\n\r\n";
    unsigned char answer[4096];
    mbedtls_ssl_write(&tls, (const unsigned char *)request, strlen(request));
    check("read", mbedtls_ssl_read(&tls, answer, sizeof answer));
    mbedtls_ssl_close_notify(&tls);
  }
  mbedtls_net_free(&connection);
  return 0;
}
