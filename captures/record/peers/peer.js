// A TLS client or server on Node's tls module that says hello: peer.js client|server NAME=VALUE...
// with the names of Node's options; @FILE reads a file, JSON values are parsed.
// A server with reset=true resets every connection when data arrives.
'use strict';
const fs = require('fs');
const net = require('net');
const tls = require('tls');

const [role, ...words] = process.argv.slice(2);
const options = Object.fromEntries(words.map((word) => {
  const at = word.indexOf('=');
  return [word.slice(0, at), value(word.slice(at + 1))];
}));

function value(text) {
  if (text.startsWith('@')) {
    return fs.readFileSync(text.slice(1));
  }
  return /^[[{]|^(true|false|\d+)$/.test(text) ? JSON.parse(text) : text;
}

function serve() {
  const server = tls.createServer(options, (socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.end('HTTP/1.0 200 OK\r\n\r\nhello\n'));
  });
  server.on('tlsClientError', (error) => console.error(error.message));
  const resetter = net.createServer((socket) => socket.once('data', () => socket.resetAndDestroy()));
  (options.reset ? resetter : server).listen(443, '::');
}

function call(session, again) {
  const socket = tls.connect({port: 443, ...options, session}, () => socket.write('GET / HTTP/1.0\r\n\r\n'));
  let ticket;
  socket.on('session', (state) => { ticket = state; });
  socket.on('keylog', (line) => process.env.KEYS && fs.appendFileSync(process.env.KEYS, line));
  socket.on('data', () => {});
  socket.on('error', (error) => console.error(error.message));
  socket.on('close', () => again && ticket && call(ticket, false));
}

role === 'server' ? serve() : call(undefined, options.again);
