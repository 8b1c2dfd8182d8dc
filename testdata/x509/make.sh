#!/bin/sh
# Makes the certificates and OCSP responses of this folder anew with openssl 3; nothing else is needed.
set -e
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
key() { openssl genpkey -algorithm "$2" $3 -out "$work/$1.key" 2>/dev/null; }
# name, issuer, subject, extensions
issue() {
  printf '%b' "$4" > "$work/$1.ext"
  openssl req -new -key "$work/$1.key" -subj "$3" -out "$work/$1.csr"
  if [ "$1" = "$2" ]; then
    openssl x509 -req -in "$work/$1.csr" -signkey "$work/$1.key" -days 9000 -extfile "$work/$1.ext" -out "$work/$1.pem" 2>/dev/null
  else
    openssl x509 -req -in "$work/$1.csr" -CA "$work/$2.pem" -CAkey "$work/$2.key" -set_serial "0x$(openssl rand -hex 8)" \
      -days 9000 $5 -extfile "$work/$1.ext" -out "$work/$1.pem" 2>/dev/null
  fi
  openssl x509 -in "$work/$1.pem" -outform DER -out "$1.der"
}
EC="-pkeyopt ec_paramgen_curve:P-256"
CA="basicConstraints=critical,CA:true\nkeyUsage=keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n"
LEAF="subjectAltName=DNS:shop.example.com\nextendedKeyUsage=serverAuth\nsubjectKeyIdentifier=hash\n"
AIA="authorityInfoAccess=caIssuers;URI:http://pki.example.com/ca.crt\n"
for n in root intermediate leaf leaf-plain leaf-under-root leaf-keyid-issuer other client; do key $n EC "$EC"; done
key leaf-ed25519 ED25519; key leaf-ed448 ED448; key leaf-pss RSA-PSS "-pkeyopt rsa_keygen_bits:2048"
key leaf-p521 EC "-pkeyopt ec_paramgen_curve:P-521"
issue root root "/O=Example/CN=Example Top" "$CA"
issue intermediate root "/O=Example/CN=Example Issuing" "$CA"
issue leaf intermediate "/CN=shop.example.com" "${LEAF}authorityKeyIdentifier=keyid\n$AIA"
issue leaf-plain intermediate "/CN=shop.example.com" "${LEAF}authorityKeyIdentifier=keyid\n"
issue leaf-under-root root "/CN=shop.example.com" "${LEAF}authorityKeyIdentifier=keyid\n"
issue leaf-keyid-issuer root "/CN=shop.example.com" "${LEAF}authorityKeyIdentifier=keyid,issuer:always\n"
issue leaf-ed25519 intermediate "/CN=shop.example.com" "$LEAF"
issue leaf-ed448 intermediate "/CN=shop.example.com" "$LEAF"
issue leaf-p521 intermediate "/CN=shop.example.com" "$LEAF"
issue leaf-pss leaf-pss "/CN=shop.example.com" "subjectAltName=DNS:xn--r8jz45g.example\n"
issue other other "/O=Example/CN=Fortinet_CA_SSL" "$CA"
key inspected EC "$EC"; issue inspected other "/CN=shop.example.com" "$LEAF"
issue client intermediate "/CN=buyer" "extendedKeyUsage=serverAuth\nauthorityKeyIdentifier=keyid\n"
# an issuer of the intermediate's name and key identifier, but with another key: its signature does not fit
cp "$work/other.key" "$work/impostor.key"
keyid=$(openssl x509 -in "$work/intermediate.pem" -noout -ext subjectKeyIdentifier | tail -1 | tr -d ' ')
issue impostor root "/O=Example/CN=Example Issuing" "basicConstraints=critical,CA:true\nkeyUsage=keyCertSign\nsubjectKeyIdentifier=$keyid\n"
serial=$(openssl x509 -in "$work/leaf.pem" -noout -serial | cut -d= -f2)
ocsp() {
  printf "$2\t491231235959Z\t$3\t$serial\tunknown\t/CN=shop.example.com\n" > "$work/index"
  openssl ocsp -index "$work/index" -CA "$work/intermediate.pem" -issuer "$work/intermediate.pem" -cert "$work/leaf.pem" \
    -rsigner "$work/$4.pem" -rkey "$work/$4.key" -ndays 7 -respout "$1.der" >/dev/null 2>&1
}
ocsp ocsp-good V "" intermediate
ocsp ocsp-revoked R 260101000000Z intermediate
ocsp ocsp-other-signer V "" other
