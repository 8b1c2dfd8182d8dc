"""The certificates of the laboratory, made afresh by openssl: two roots, an intermediate and one leaf per fault."""
import os
import pathlib
import subprocess

EC = "-algorithm EC -pkeyopt ec_paramgen_curve:P-256"
RSA = "-algorithm RSA -pkeyopt rsa_keygen_bits:"
LASTING = ("20260101000000Z", "20360101000000Z")
PAST = ("20240101000000Z", "20250101000000Z")
FUTURE = ("20350101000000Z", "20360101000000Z")

CA_EXTENSIONS = "basicConstraints=critical,CA:true\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n"
LEAF_EXTENSIONS = "keyUsage=critical,digitalSignature{}\nextendedKeyUsage={}\nsubjectAltName={}\n"
CA_CONFIG = """[ca]
default_ca = lab
[lab]
database = {0}/index.txt
new_certs_dir = {0}/issued
rand_serial = yes
default_md = sha256
unique_subject = no
policy = any
default_crl_days = 3650
[any]
commonName = supplied
organizationName = optional
"""
MANY_NAMES = ",".join(f"DNS:tenant-{i:04}.customers.shop.example.com" for i in range(420))


class Pki:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        (self.folder / "issued").mkdir(parents=True)
        (self.folder / "index.txt").touch()
        (self.folder / "ca.cnf").write_text(CA_CONFIG.format(self.folder))

    def build(self):
        self.issue("root", "Example Root", issuer="root", extensions=CA_EXTENSIONS)
        self.issue("other-root", "Unrelated Root", issuer="other-root", extensions=CA_EXTENSIONS)
        self.issue("inspection", "Fortinet_CA_SSL", issuer="inspection", extensions=CA_EXTENSIONS)
        self.issue("client-ca", "Example Client CA", issuer="client-ca", extensions=CA_EXTENSIONS)
        self.issue("intermediate", "Example Issuing CA", issuer="root", extensions=CA_EXTENSIONS)
        self.issue("stale-intermediate", "Stale Issuing CA", issuer="root", dates=PAST, extensions=CA_EXTENSIONS)
        self.leaf("good")
        self.leaf("rsa", key=RSA + "2048", usage=",keyEncipherment")
        self.leaf("expired", dates=PAST)
        self.leaf("not-yet", dates=FUTURE)
        self.leaf("wrong-name", names="DNS:www.example.com")
        self.leaf("self-signed", issuer="self-signed")
        self.leaf("inspected", issuer="inspection")
        self.leaf("stale", issuer="stale-intermediate")
        self.leaf("rsa1024", key=RSA + "1024", usage=",keyEncipherment")
        self.leaf("revoked")
        self.leaf("client-only", purpose="clientAuth")
        self.leaf("large", names="DNS:shop.example.com," + MANY_NAMES)
        for name, options in {
            "client-good": {}, "client-expired": {"dates": PAST},
            "client-other": {"issuer": "other-root"}, "client-self-signed": {"issuer": "client-self-signed"},
        }.items():
            self.leaf(name, **{"issuer": "client-ca", "purpose": "clientAuth", "names": "email:buyer@example.com", **options})
        ca = "openssl ca -batch -config ca.cnf -cert intermediate.crt -keyfile intermediate.key "
        self.run(ca + "-revoke revoked.crt")
        self.run(ca + "-gencrl -out intermediate.crl")
        self.run("openssl ca -batch -config ca.cnf -cert root.crt -keyfile root.key -gencrl -out root.crl")
        self.run("cat root.crt intermediate.crt > root-and-intermediate.crt")
        self.run("cat root.crt intermediate.crl root.crl > root-and-crls.crt")
        self.run("openssl genpkey -genparam -algorithm DH -pkeyopt group:modp_1536 -out dh1536.pem")
        self.run("openssl genpkey -genparam -algorithm DH -pkeyopt group:ffdhe2048 -out dh2048.pem")
        self.run("mkdir nss && certutil -N -d sql:nss --empty-password")
        for name in ("good", "rsa", "expired"):
            self.run(f"pk12util -i {name}.p12 -d sql:nss -W secret")
        self.run("certutil -A -d sql:nss -n root -t CT,, -i root.crt")
        self.run("mkdir nss-empty && certutil -N -d sql:nss-empty --empty-password")

        if "OPENSSL35" in os.environ:
            self.quantum_safe()

    def quantum_safe(self):
        """ML-DSA throughout (RFC 9881); without key identifiers, so that only a signature tells the impostor from the CA."""
        ca = "-addext basicConstraints=critical,CA:true -addext keyUsage=critical,keyCertSign"
        self.quantum_safe_issue("pq-root", "ml-dsa-65", "PQ Root", "", ca)
        for name in ("pq-ca", "pq-impostor"):
            self.quantum_safe_issue(name, "ml-dsa-65", "PQ Issuing CA", "pq-root", ca)
        self.quantum_safe_issue("pq", "ml-dsa-44", "shop.example.com", "pq-ca", "-addext subjectAltName=DNS:shop.example.com")
        for name, issuer in (("pq", "pq-ca"), ("pq-fake", "pq-impostor")):
            self.run(f"cp -n pq.crt {name}.crt; cp -n pq.key {name}.key; cp {issuer}.crt {name}.issuers")

    def quantum_safe_issue(self, name, key, subject, issuer, extensions):
        signer = f"-CA {issuer}.crt -CAkey {issuer}.key" if issuer else ""
        self.run(f"$OPENSSL35 req -x509 -newkey {key} -nodes -keyout {name}.key -out {name}.crt -subj '/O=Example/CN={subject}' {signer} "
                 f"-not_before {LASTING[0]} -not_after {LASTING[1]} {extensions} "
                 "-addext subjectKeyIdentifier=none -addext authorityKeyIdentifier=none")

    def leaf(self, name, issuer="intermediate", purpose="serverAuth", names="DNS:shop.example.com", usage="", **options):
        extensions = LEAF_EXTENSIONS.format(usage, purpose, names)
        subject = "buyer" if purpose == "clientAuth" and name != "client-only" else names.split(",")[0][4:]
        self.issue(name, subject, issuer, extensions=extensions, **options)
        issuers = f"{issuer}.crt" if "intermediate" in issuer else "/dev/null"
        self.run(f"cat {issuers} > {name}.issuers; cat {name}.crt {issuers} > {name}.chain; cat {name}.chain {name}.key > {name}.both")
        self.run(f"openssl pkcs12 -export -in {name}.chain -inkey {name}.key -name {name} -passout pass:secret -out {name}.p12")

    def issue(self, name, subject, issuer, extensions, dates=LASTING, key=EC):
        (self.folder / f"{name}.ext").write_text(extensions)
        self.run(f"openssl genpkey {key} -out {name}.key")
        self.run(f"openssl req -new -key {name}.key -subj '/O=Example/CN={subject}' -out {name}.csr")
        signer = f"-selfsign -keyfile {name}.key" if issuer == name else f"-cert {issuer}.crt -keyfile {issuer}.key"
        self.run(f"openssl ca -batch -notext -config ca.cnf {signer} -startdate {dates[0]} -enddate {dates[1]} "
                 f"-extfile {name}.ext -in {name}.csr -out {name}.crt")

    def run(self, command):
        subprocess.run(command, shell=True, cwd=self.folder, check=True, capture_output=True)
