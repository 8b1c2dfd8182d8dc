// A TLS client or server on Go's crypto/tls that says hello.
package main

import (
	"bufio"
	"crypto/tls"
	"crypto/x509"
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"os"
	"strings"
	"time"
)

var (
	server  = flag.Bool("server", false, "listen on port 443")
	connect = flag.String("connect", "", "address to connect to")
	sni     = flag.String("sni", "", "server name")
	trust   = flag.String("trust", "", "PEM file of trusted roots")
	cert    = flag.String("cert", "", "PEM certificate chain")
	key     = flag.String("key", "", "PEM key")
	min     = flag.Uint("min", 0, "lowest version, as 0x0303")
	max     = flag.Uint("max", 0, "highest version")
	curve   = flag.Uint("curve", 0, "the only group")
	suite   = flag.Uint("suite", 0, "the only TLS 1.2 cipher suite")
	alpn    = flag.String("alpn", "", "protocols, comma-separated")
	strict  = flag.Bool("strict", false, "the server has a certificate for the name given by -sni only")
	demand  = flag.String("demand", "", "PEM file: demand a client certificate of this CA")
	keys    = flag.String("keys", "", "file for the key log")
	pinned  = flag.Bool("pinned", false, "a pin that no certificate matches")
	again   = flag.Bool("again", false, "connect twice, resuming the session")
)

func main() {
	flag.Parse()
	config := configure()
	if *server {
		listen(config)
		return
	}
	call(config)
	if *again {
		call(config)
	}
}

func configure() *tls.Config {
	config := &tls.Config{ServerName: *sni, MinVersion: uint16(*min), MaxVersion: uint16(*max)}
	if *trust != "" {
		config.RootCAs = pool(*trust)
	}
	if *cert != "" {
		pair, err := tls.LoadX509KeyPair(*cert, *key)
		check(err)
		config.Certificates = []tls.Certificate{pair}
	}
	if *curve != 0 {
		config.CurvePreferences = []tls.CurveID{tls.CurveID(*curve)}
	}
	if *suite != 0 {
		config.CipherSuites = []uint16{uint16(*suite)}
	}
	if *alpn != "" {
		config.NextProtos = strings.Split(*alpn, ",")
	}
	if *demand != "" {
		config.ClientCAs, config.ClientAuth = pool(*demand), tls.RequireAndVerifyClientCert
	}
	if *strict {
		name, pair := *sni, config.Certificates[0]
		config.Certificates = nil
		config.GetCertificate = func(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
			if hello.ServerName != name {
				return nil, fmt.Errorf("no certificate for %q", hello.ServerName)
			}
			return &pair, nil
		}
	}
	if *keys != "" {
		file, err := os.Create(*keys)
		check(err)
		config.KeyLogWriter = file
	}
	if *pinned {
		config.VerifyPeerCertificate = func([][]byte, [][]*x509.Certificate) error {
			return fmt.Errorf("not the pinned key")
		}
	}
	if *again {
		config.ClientSessionCache = tls.NewLRUClientSessionCache(1)
	}
	return config
}

func pool(path string) *x509.CertPool {
	pem, err := os.ReadFile(path)
	check(err)
	certificates := x509.NewCertPool()
	certificates.AppendCertsFromPEM(pem)
	return certificates
}

func listen(config *tls.Config) {
	listener, err := net.Listen("tcp", ":443")
	check(err)
	for {
		connection, err := listener.Accept()
		check(err)
		go answer(tls.Server(connection, config))
	}
}

func answer(connection *tls.Conn) {
	defer connection.Close()
	if _, err := bufio.NewReader(connection).ReadString('\n'); err != nil {
		log.Print(err)
		return
	}
	io.WriteString(connection, "HTTP/1.0 200 OK\r\n\r\nhello\n")
}

func call(config *tls.Config) {
	connection, err := tls.DialWithDialer(&net.Dialer{Timeout: 5 * time.Second}, "tcp", *connect, config)
	check(err)
	defer connection.Close()
	io.WriteString(connection, "GET / HTTP/1.0\r\n\r\n")
	io.ReadAll(connection)
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
