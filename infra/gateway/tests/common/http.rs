//! A bare HTTP/1.1 client: one request, one answer, no redirects, nothing hidden. It keeps connections open, so that
//! thousands of requests do not use up the machine's ports.

use serde_json::Value;
use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    sync::Mutex,
    time::Duration,
};

/// A request as a person's program sends it.
#[derive(Clone, Debug, Default)]
pub struct Ask {
    pub method: String,
    /// Path with query.
    pub path: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Ask {
    pub fn new(method: &str, path: &str) -> Self {
        Self { method: method.to_owned(), path: path.to_owned(), ..Self::default() }
    }

    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_ascii_lowercase(), value.to_owned()));
        self
    }

    pub fn json(self, body: &Value) -> Self {
        self.raw("application/json", body.to_string())
    }

    pub fn raw(mut self, media_type: &str, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self.header("content-type", media_type)
    }
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON; null when there is none.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    /// The stable code of a problem.
    pub fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_default().to_owned()
    }

    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.text());
        self
    }

    /// A refusal: status, media type, stable code and trace id agree. The trace id, new each time, is not given on.
    #[track_caller]
    pub fn refused(self, status: u16, code: &str) -> Value {
        let mut problem = self.json();
        let trace = problem.as_object_mut().and_then(|problem| problem.remove("trace"));
        assert_eq!(trace.as_ref().and_then(Value::as_str), self.header("x-trace-id"), "{}", self.text());
        assert_eq!((self.status, self.code().as_str()), (status, code), "{}", self.text());
        assert_eq!(self.header("content-type"), Some("application/problem+json"));
        assert_eq!(self.header("cache-control"), Some("no-store"));
        assert_eq!(problem["status"], status);
        problem
    }
}

/// Connections to one server.
pub struct Client {
    address: String,
    idle: Mutex<Vec<BufReader<TcpStream>>>,
}

impl Client {
    /// `url` is `http://host:port`.
    pub fn new(url: &str) -> Self {
        let address = url.trim_start_matches("http://").trim_end_matches('/').to_owned();
        Self { address, idle: Mutex::new(Vec::new()) }
    }

    /// Sends and waits.
    ///
    /// # Panics
    /// When the server cannot be reached or breaks off.
    pub fn send(&self, ask: &Ask) -> Answer {
        self.try_send(ask).unwrap_or_else(|error| panic!("{} {} at {}: {error}", ask.method, ask.path, self.address))
    }

    /// Sends and waits; an error when the server broke off, as a killed one does.
    pub fn try_send(&self, ask: &Ask) -> std::io::Result<Answer> {
        let kept = self.idle.lock().ok().and_then(|mut idle| idle.pop());
        if let Some(connection) = kept {
            // A server may close a connection that lies idle; only then is it safe to begin anew.
            if connection.get_ref().set_nonblocking(true).is_ok()
                && matches!(connection.get_ref().peek(&mut [0]), Err(error) if error.kind() == std::io::ErrorKind::WouldBlock)
                && connection.get_ref().set_nonblocking(false).is_ok()
            {
                return self.exchange(connection, ask);
            }
        }
        let stream = TcpStream::connect(&self.address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        self.exchange(BufReader::new(stream), ask)
    }

    fn exchange(&self, mut connection: BufReader<TcpStream>, ask: &Ask) -> std::io::Result<Answer> {
        let mut head = format!("{} {} HTTP/1.1\r\nhost: {}\r\n", ask.method, ask.path, self.address);
        for (name, value) in &ask.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str(&format!("content-length: {}\r\n\r\n", ask.body.len()));
        let stream = connection.get_mut();
        stream.write_all(head.as_bytes())?;
        // A server that refuses early may close while the rest is being sent: its answer still counts.
        let sent = stream.write_all(&ask.body).and_then(|()| stream.flush());
        let answer = read(&mut connection, ask.method == "HEAD")?;
        let closes = answer.header("connection").is_some_and(|value| value.eq_ignore_ascii_case("close"));
        if sent.is_ok()
            && !closes
            && let Ok(mut idle) = self.idle.lock()
        {
            idle.push(connection);
        }
        Ok(answer)
    }
}

fn read(connection: &mut BufReader<TcpStream>, no_body: bool) -> std::io::Result<Answer> {
    let broken = |what: &str| std::io::Error::new(std::io::ErrorKind::UnexpectedEof, what.to_owned());
    let first = line(connection)?;
    let status: u16 =
        first.split(' ').nth(1).and_then(|code| code.parse().ok()).ok_or_else(|| broken("no status line"))?;
    let mut headers = Vec::new();
    loop {
        let line = line(connection)?;
        if line.is_empty() {
            break;
        }
        let (name, value) = line.split_once(':').ok_or_else(|| broken("a header without a colon"))?;
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let mut answer = Answer { status, headers, body: Vec::new() };
    if no_body || status == 204 || status == 304 {
        return Ok(answer);
    }
    if answer.header("transfer-encoding").is_some_and(|value| value.contains("chunked")) {
        loop {
            let size =
                usize::from_str_radix(line(connection)?.trim(), 16).map_err(|_| broken("a chunk without a size"))?;
            let mut chunk = vec![0; size];
            connection.read_exact(&mut chunk)?;
            answer.body.extend(chunk);
            line(connection)?;
            if size == 0 {
                break;
            }
        }
    } else if let Some(length) = answer.header("content-length").and_then(|length| length.parse().ok()) {
        answer.body = vec![0; length];
        connection.read_exact(&mut answer.body)?;
    } else {
        connection.read_to_end(&mut answer.body)?;
        answer.headers.push(("connection".to_owned(), "close".to_owned()));
    }
    Ok(answer)
}

fn line(connection: &mut BufReader<TcpStream>) -> std::io::Result<String> {
    let mut line = String::new();
    if connection.read_line(&mut line)? == 0 {
        return Err(std::io::Error::new(std::io::ErrorKind::UnexpectedEof, "the server broke off"));
    }
    line.truncate(line.trim_end().len());
    Ok(line)
}
