// The site of the interop tests, served by Node's http module.
// Started with the site's folder; prints its ports; ends when its standard input closes.
'use strict';
const crypto = require('node:crypto');
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');

const [folder, briefIdleMillis, fewRequests] = process.argv.slice(2);
const read = name => fs.readFileSync(path.join(folder, name));
const small = read('small');
const fieldCount = 100;

const site = {
  '/small'(request, response) {
    response.setHeader('ETag', '"v1"');
    if (request.headers['if-none-match'] === '"v1"') {
      response.writeHead(304).end();
    } else {
      // To HEAD, Node sends the head of this and leaves the body out.
      response.setHeader('Content-Length', small.length).end(small);
    }
  },
  '/large'(request, response) {
    response.setHeader('Content-Length', fs.statSync(path.join(folder, 'large')).size);
    fs.createReadStream(path.join(folder, 'large')).pipe(response);
  },
  '/large-chunked'(request, response) {
    fs.createReadStream(path.join(folder, 'large')).pipe(response);
  },
  '/nothing'(request, response) {
    response.writeHead(204).end();
  },
  '/fields'(request, response) {
    for (let i = 0; i < fieldCount; i++) {
      response.setHeader(`X-Field-${i}`, `value ${i}`);
    }
    response.end(small);
  },
  '/seen'(request, response) {
    response.end(request.headers[`x-field-${fieldCount - 1}`]);
  },
  '/closing'(request, response) {
    response.setHeader('Connection', 'close').end(small);
  },
  '/until-close'(request, response) {
    response.useChunkedEncodingByDefault = false;
    response.setHeader('Connection', 'close');
    fs.createReadStream(path.join(folder, 'until-close')).pipe(response);
  },
  '/hints'(request, response) {
    response.writeProcessing();
    response.writeEarlyHints({ link: '</style.css>; rel=preload' }, () => response.end(small));
  },
  '/trailers'(request, response) {
    response.setHeader('Trailer', 'X-Octets').write(small);
    response.addTrailers({ 'X-Octets': small.length });
    response.end();
  },
  '/echo'(request, response) {
    const parts = [];
    request.on('data', part => parts.push(part)).on('end', () => response.end(Buffer.concat(parts)));
  },
  '/digest'(request, response) {
    const hash = crypto.createHash('sha256');
    request.on('data', part => hash.update(part)).on('end', () => response.end(hash.digest('hex')));
  },
  '/refusing'(request, response) {
    response.writeHead(413, { Connection: 'close' }).end();
  },
};

function chunked(request, response) {
  const body = read(request.url.slice(1));
  const size = Number(request.url.split('x')[1]);
  for (let at = 0; at < body.length; at += size) {
    response.write(body.subarray(at, at + size));
  }
  response.end();
}

function answer(request, response) {
  response.setHeader('X-Client-Port', request.socket.remotePort);
  if (request.url.startsWith('/chunked/')) {
    chunked(request, response);
  } else if (site[request.url]) {
    site[request.url](request, response);
  } else {
    response.writeHead(404).end();
  }
}

const patient = http.createServer({ keepAliveTimeout: 60_000 }, answer);
// Node adds a second to a keep-alive timeout; a socket's own timeout, once it has served a request, is exact.
const brief = http.createServer({ keepAliveTimeout: 0 }, (request, response) => {
  response.on('finish', () => request.socket.setTimeout(Number(briefIdleMillis)));
  answer(request, response);
});
const few = http.createServer({ keepAliveTimeout: 60_000 }, answer);
few.maxRequestsPerSocket = Number(fewRequests);

const servers = [patient, brief, few];
let starting = servers.length;
for (const server of servers) {
  server.listen(0, '127.0.0.1', () => {
    if (--starting === 0) {
      console.log(servers.map(each => each.address().port).join(' '));
    }
  });
}

process.stdin.on('end', () => process.exit(0)).resume();
