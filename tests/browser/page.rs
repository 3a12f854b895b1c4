//! A page in Chromium as one reader sees it: a window of some size, some wishes, a profile of their own.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::chromium::{Chromium, chromium};
use crate::connection::{Connection, Event, PATIENCE};

/// How long to leave a page alone between two questions for something that sends no event.
const PAUSE: Duration = Duration::from_millis(10);

/// Tells whether nothing moves any more: loaded, no transition between pages, no animation.
const AT_REST: &str = "document.readyState === 'complete' && !document.activeViewTransition
    && document.getAnimations().every(animation => animation.playState !== 'running')";

/// Who reads, with what, and what they have asked of their browser.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader {
    /// The width of the window in CSS pixels.
    pub(crate) width: u32,
    /// The height of the window in CSS pixels.
    pub(crate) height: u32,
    /// Whether it is a phone, with its own way of laying out and a finger for a pointer.
    pub(crate) phone: bool,
    /// `prefers-color-scheme: dark`.
    pub(crate) dark: bool,
    /// Whether the system says what colours there are.
    pub(crate) forced_colours: bool,
    /// `prefers-reduced-motion: reduce`.
    pub(crate) still: bool,
    /// Whether scripts run.
    pub(crate) scripts: bool,
    /// The languages of the browser, the dearest first.
    pub(crate) languages: &'static str,
}

impl Reader {
    /// A reader at a desk, who reads English.
    pub(crate) const DESK: Reader = Reader {
        width: 1280,
        height: 720,
        phone: false,
        dark: false,
        forced_colours: false,
        still: true,
        scripts: true,
        languages: "en-GB,en",
    };

    /// A reader with a phone.
    pub(crate) const PHONE: Reader = Reader { width: 390, height: 780, phone: true, ..Reader::DESK };

    /// A reader with the smallest window that pages are made for.
    pub(crate) const SMALL: Reader = Reader { width: 320, height: 568, ..Reader::PHONE };

    /// Opens an empty page; nothing where there is no browser and none is required.
    pub(crate) fn sit_down(self) -> Option<Page> {
        chromium().map(|chromium| Page::new(chromium, self))
    }
}

/// A page with its own profile. It is closed when it is dropped; where a test has failed, with a picture of it.
pub(crate) struct Page {
    chromium: &'static Chromium,
    context: String,
    connection: Connection,
    scripts: bool,
}

impl Page {
    fn new(chromium: &'static Chromium, reader: Reader) -> Page {
        let mut browser = chromium.lock();
        let context = text(&browser.call("Target.createBrowserContext", json!({}))["browserContextId"]);
        let window = json!({ "url": "about:blank", "browserContextId": context, "newWindow": true });
        let target = text(&browser.call("Target.createTarget", window)["targetId"]);
        drop(browser);
        let mut page = Page { chromium, context, connection: chromium.connect(&target), scripts: reader.scripts };
        page.listen();
        page.emulate(reader);
        page
    }

    fn listen(&mut self) {
        for domain in ["Page", "Runtime", "Network", "Log", "Audits", "DOM"] {
            self.connection.call(&format!("{domain}.enable"), json!({}));
        }
        self.connection.call("Page.setLifecycleEventsEnabled", json!({ "enabled": true }));
    }

    fn emulate(&mut self, reader: Reader) {
        let Reader { width, height, phone, dark, forced_colours, still, scripts, languages } = reader;
        let screen = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": phone });
        let media = json!({ "features": [
            { "name": "prefers-color-scheme", "value": if dark { "dark" } else { "light" } },
            { "name": "forced-colors", "value": if forced_colours { "active" } else { "none" } },
            { "name": "prefers-reduced-motion", "value": if still { "reduce" } else { "no-preference" } },
        ]});
        let agent = json!({ "userAgent": self.chromium.agent(), "acceptLanguage": languages });
        for (method, params) in [
            ("Emulation.setDeviceMetricsOverride", screen),
            ("Emulation.setTouchEmulationEnabled", json!({ "enabled": phone })),
            ("Emulation.setEmulatedMedia", media),
            ("Emulation.setScriptExecutionDisabled", json!({ "value": !scripts })),
            ("Emulation.setFocusEmulationEnabled", json!({ "enabled": true })),
            ("Network.setUserAgentOverride", agent),
        ] {
            self.connection.call(method, params);
        }
    }

    /// Goes to `address` as if it were typed, follows where the page itself leads on, and waits until all is at rest.
    pub(crate) fn open(&mut self, address: &str) {
        let answer = self.arrive(address, |connection| connection.call("Page.navigate", json!({ "url": address })));
        let error = answer["errorText"].as_str().unwrap_or_default();
        assert!(matches!(error, "" | "net::ERR_ABORTED"), "cannot open {address}: {error}");
    }

    /// Has `script` run in every page that is opened from now on, before anything of the page itself.
    pub(crate) fn on_arrival(&mut self, script: &str) {
        self.connection.call("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script }));
    }

    /// Goes back in the page's history.
    pub(crate) fn back(&mut self) {
        self.arrive("the page before", |connection| {
            // Not at once: the page may be gone before it could answer.
            connection.call("Runtime.evaluate", json!({ "expression": "void setTimeout(() => history.back())" }))
        });
    }

    /// Clicks at the centre of the first element that `selector` finds and waits for the page it leads to.
    pub(crate) fn follow(&mut self, selector: &str) {
        let at = self.centre(selector);
        self.arrive(selector, |connection| press_button(connection, at));
    }

    /// Clicks at the centre of the first element that `selector` finds, which leads to no other page.
    pub(crate) fn click(&mut self, selector: &str) {
        let at = self.centre(selector);
        press_button(&mut self.connection, at);
        self.draw();
    }

    /// Rests the pointer on the first element that `selector` finds.
    pub(crate) fn point(&mut self, selector: &str) {
        let (x, y) = self.centre(selector);
        self.connection.call("Input.dispatchMouseEvent", json!({ "type": "mouseMoved", "x": x, "y": y }));
        self.draw();
    }

    /// Presses `key` and waits for the page it leads to.
    pub(crate) fn follow_key(&mut self, key: &str) {
        self.arrive(key, |connection| press_key(connection, key));
    }

    /// Presses `key`: a character, a name such as `Tab`, or a character with `alt+` before it.
    pub(crate) fn press(&mut self, key: &str) {
        press_key(&mut self.connection, key);
        self.draw();
    }

    /// Shows the page as it is printed.
    pub(crate) fn print(&mut self) {
        self.connection.call("Emulation.setEmulatedMedia", json!({ "media": "print" }));
        self.draw();
    }

    /// Scrolls to `top` pixels from the top of the page and waits until that is drawn.
    pub(crate) fn scroll_to(&mut self, top: f64) {
        self.value::<Value>(&format!("scrollTo({{ top: {top}, behavior: 'instant' }})"));
        self.draw();
    }

    /// Returns what `expression` is on the page. A promise is waited for.
    pub(crate) fn value<T: DeserializeOwned>(&mut self, expression: &str) -> T {
        let question = json!({ "expression": expression, "returnByValue": true, "awaitPromise": true });
        let answer = self.connection.call("Runtime.evaluate", question);
        let exception = &answer["exceptionDetails"];
        assert!(exception.is_null(), "{}\nin {expression}", exception["exception"]["description"]);
        let value = answer["result"]["value"].clone();
        serde_json::from_value(value.clone()).unwrap_or_else(|error| panic!("{error}: {value} is {expression}"))
    }

    /// Waits until `condition` holds on the page.
    pub(crate) fn wait(&mut self, what: &str, condition: &str) {
        let deadline = Instant::now() + PATIENCE;
        while !self.value::<bool>(condition) {
            assert!(Instant::now() < deadline, "waited {} s in vain: {what}", PATIENCE.as_secs());
            thread::sleep(PAUSE);
        }
    }

    /// Returns the address of the page, with its fragment.
    pub(crate) fn address(&mut self) -> String {
        self.value("location.href")
    }

    /// Returns the HTTP status of the page.
    pub(crate) fn status(&self) -> u64 {
        let answers = self.told("Network.responseReceived").filter(|params| params["type"] == "Document");
        answers.last().and_then(|params| params["response"]["status"].as_u64()).unwrap_or_default()
    }

    /// Returns what was asked of any server since the page exists: address and kind. Data in the page itself is not.
    pub(crate) fn requests(&self) -> Vec<(String, String)> {
        let sent = self.told("Network.requestWillBeSent");
        let pairs = sent.map(|params| (text(&params["request"]["url"]), text(&params["type"])));
        pairs.filter(|(url, _)| !url.starts_with("data:")).collect()
    }

    /// Returns the addresses that requests were sent to: those that a policy stopped were not.
    pub(crate) fn sent(&self) -> Vec<String> {
        let failed = self.told("Network.loadingFailed").filter(|params| !params["blockedReason"].is_null());
        let stopped: Vec<&Value> = failed.map(|params| &params["requestId"]).collect();
        let sent = self.told("Network.requestWillBeSent").filter(|params| !stopped.contains(&&params["requestId"]));
        sent.map(|params| text(&params["request"]["url"])).filter(|url| !url.starts_with("data:")).collect()
    }

    /// Returns everything that the browser holds against the pages seen so far: errors of scripts, of loading, of the
    /// content security policy, and quirks mode.
    pub(crate) fn complaints(&self) -> Vec<String> {
        let thrown = self.told("Runtime.exceptionThrown").map(|params| {
            let details = &params["exceptionDetails"];
            format!("{} {}", text(&details["text"]), text(&details["exception"]["description"]))
        });
        let logged = self.told("Runtime.consoleAPICalled");
        let logged = logged.filter(|params| matches!(params["type"].as_str(), Some("error" | "warning" | "assert")));
        let entries = self.told("Log.entryAdded").map(|params| &params["entry"]);
        let entries = entries.filter(|entry| matches!(entry["level"].as_str(), Some("error" | "warning")));
        let issues = self.told("Audits.issueAdded").map(|params| &params["issue"]);
        thrown
            .chain(logged.map(|params| params["args"].to_string()))
            .chain(entries.map(|entry| format!("{} {}", text(&entry["text"]), text(&entry["url"]))))
            .chain(issues.map(|issue| issue.to_string()))
            .collect()
    }

    /// Returns the window as a PNG picture.
    pub(crate) fn screenshot(&mut self) -> Vec<u8> {
        let picture = self.connection.call("Page.captureScreenshot", json!({ "format": "png" }));
        STANDARD.decode(text(&picture["data"])).expect("Chromium sends Base64")
    }

    fn told<'a>(&'a self, method: &'a str) -> impl Iterator<Item = &'a Value> {
        self.connection.events().iter().filter(move |event| event.method == method).map(|event| &event.params)
    }

    /// Does what leads to another page and waits until that page, or the one it leads to in turn, is at rest.
    fn arrive<T>(&mut self, what: &str, leave: impl FnOnce(&mut Connection) -> T) -> T {
        let before = self.connection.events().len();
        let answer = leave(&mut self.connection);
        self.connection.wait(&format!("{what} leads to a page"), |events| has_arrived(&events[before..]));
        self.wait("the page is at rest", AT_REST);
        self.draw();
        answer
    }

    /// Waits until the page as it is now has been drawn. Without scripts nothing on it can ask to be drawn again.
    fn draw(&mut self) {
        if self.scripts {
            self.value::<Value>(
                "new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(() => drawn())))",
            );
        }
    }

    /// Returns the centre of the first line box of an element that a reader can see and hit there.
    fn centre(&mut self, selector: &str) -> (f64, f64) {
        let quoted = json!(selector);
        let there: bool = self.value(&format!("!!document.querySelector({quoted})"));
        assert!(there, "there is no {selector} on the page");
        let found: Option<(f64, f64)> = self.value(&format!(
            "(() => {{
                const element = document.querySelector({quoted});
                const box = element.getClientRects()[0];
                if (!box) return null;
                const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
                return element.contains(document.elementFromPoint(x, y)) ? [x, y] : null;
            }})()"
        ));
        found.unwrap_or_else(|| panic!("{selector} cannot be hit where the reader is: outside the window or covered"))
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        if thread::panicking() {
            let name = thread::current().name().unwrap_or("page").replace("::", "-");
            let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name + ".png");
            let picture = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| self.screenshot()));
            if picture.is_ok_and(|picture| fs::write(&file, picture).is_ok()) {
                #[expect(clippy::print_stderr, reason = "beside the failed test's own words")]
                {
                    eprintln!("the page as it was: {}", file.display());
                }
            }
            return;
        }
        let context = json!({ "browserContextId": self.context });
        self.chromium.lock().call("Target.disposeBrowserContext", context);
    }
}

/// Tells whether these events end with a page that is loaded and does not lead on to another one.
fn has_arrived(events: &[Event]) -> bool {
    let (mut main, mut loader, mut loaded, mut leaving) = (&Value::Null, &Value::Null, false, false);
    for Event { method, params } in events {
        match method.as_str() {
            // What a frame within the page asks for leads the page nowhere.
            "Page.frameRequestedNavigation" if main.is_null() || params["frameId"] == *main => leaving = true,
            "Page.navigatedWithinDocument" => (loaded, leaving) = (true, false),
            "Page.frameNavigated" if params["frame"]["parentId"].is_null() => {
                // A page that comes back from the cache was loaded long ago and says no more.
                (main, loader, leaving) = (&params["frame"]["id"], &params["frame"]["loaderId"], false);
                loaded = params["type"] == "BackForwardCacheRestore";
            }
            "Page.lifecycleEvent" if params["name"] == "load" && params["loaderId"] == *loader => loaded = true,
            _ => {}
        }
    }
    loaded && !leaving
}

fn press_button(connection: &mut Connection, (x, y): (f64, f64)) {
    for kind in ["mouseMoved", "mousePressed", "mouseReleased"] {
        let button = if kind == "mouseMoved" { "none" } else { "left" };
        let params = json!({ "type": kind, "x": x, "y": y, "button": button, "clickCount": 1 });
        connection.call("Input.dispatchMouseEvent", params);
    }
}

fn press_key(connection: &mut Connection, key: &str) {
    let (modifiers, key) = match key.strip_prefix("alt+") {
        Some(key) => (1, key),
        None => (0, key),
    };
    let is_letter = key.chars().count() == 1;
    let typed = match key {
        "Enter" => "\r",
        _ if is_letter => key,
        _ => "",
    };
    let name = if is_letter { format!("Key{}", key.to_uppercase()) } else { key.to_owned() };
    let code = match key {
        "Tab" => 9,
        "Enter" => 13,
        "Escape" => 27,
        _ => key.chars().next().map_or(0, |character| character.to_ascii_uppercase() as u32),
    };
    for (kind, text) in [("keyDown", typed), ("keyUp", "")] {
        let params = json!({ "type": kind, "key": key, "text": text, "windowsVirtualKeyCode": code,
            "modifiers": modifiers, "code": name });
        connection.call("Input.dispatchKeyEvent", params);
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
