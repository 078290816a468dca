//! A simulator with a component, and programs that talk to it.

use std::error::Error;
use std::io::Write;
use std::process::{Command, Stdio};

use statuspage_client::Client;
use statuspage_client::blocking;
use statuspage_client::models::{ComponentId, ComponentStatus, Incident, PageId};
use statuspage_client::params::{CreateComponentParams, GetComponentParams, ListIncidentsParams};
use statuspage_simulator::{Fault, Simulator};

pub(crate) type TestResult = Result<(), Box<dyn Error>>;

pub(crate) struct Service {
    pub(crate) simulator: Simulator,
    pub(crate) client: blocking::Client,
    pub(crate) page_id: PageId,
    pub(crate) component_id: ComponentId,
}

/// What a program has printed, and how it has ended.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Service {
    pub(crate) fn start() -> Result<Self, Box<dyn Error>> {
        let simulator = Simulator::start_blocking()?;
        let client = Client::builder()
            .api_key(simulator.api_key())
            .base_url(simulator.url())
            .build_blocking()?;
        let page_id = PageId::from(simulator.page_id());
        let component = CreateComponentParams::new(&page_id).name("Checkout");
        let component_id = client.create_component(&component)?.id;
        simulator.clear_requests();
        Ok(Self {
            simulator,
            client,
            page_id,
            component_id,
        })
    }

    /// Returns a program with the settings of this service.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .env("STATUSPAGE_API_KEY", self.simulator.api_key())
            .env("STATUSPAGE_BASE_URL", self.simulator.url())
            .env("STATUSPAGE_PAGE_ID", self.simulator.page_id());
        command
    }

    /// Runs a program to its end.
    pub(crate) fn run(
        &self,
        program: &str,
        arguments: &[&str],
        input: &str,
    ) -> Result<Outcome, Box<dyn Error>> {
        let mut child = self
            .command(program)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        if let Some(mut stdin) = child.stdin.take() {
            stdin.write_all(input.as_bytes())?;
        }
        let output = child.wait_with_output()?;
        Ok(Outcome {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout)?,
            stderr: String::from_utf8(output.stderr)?,
        })
    }

    /// The next request with this method is carried out, but its response is lost.
    pub(crate) fn lose_the_response(&self, method: &str) {
        let fault = Fault::disconnect().carried_out();
        self.simulator.fail_next([fault.for_method(method)]);
    }

    /// Returns how many requests with this method were carried out.
    pub(crate) fn carried_out(&self, method: &str) -> usize {
        let requests = self.simulator.requests();
        let requests = requests.iter().filter(|request| request.carried_out);
        requests.filter(|request| request.method == method).count()
    }

    pub(crate) fn incidents(&self) -> Result<Vec<Incident>, Box<dyn Error>> {
        let list = ListIncidentsParams::new(&self.page_id);
        Ok(self.client.list_incidents(&list)?)
    }

    pub(crate) fn component_status(&self) -> Result<Option<ComponentStatus>, Box<dyn Error>> {
        let component = GetComponentParams::new(&self.page_id, &self.component_id);
        Ok(self.client.get_component(&component)?.status)
    }
}
