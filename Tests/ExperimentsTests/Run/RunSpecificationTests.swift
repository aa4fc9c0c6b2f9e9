import Experiments
import OptCore
import Testing

@Suite("RunSpecification")
struct RunSpecificationTests {
  private let base = RunSpecification(
    instance: InstanceReference(
      family: "smtt", name: "six", path: "six.txt", digest: "sha256:00", size: 6),
    method: MethodSetting("mip", formulation: "f2", engine: "cbc", parameters: ["b=2", "a=1"]),
    seed: 1, limits: SolveLimits(time: 10))

  @Test("Names, paths and labels do not count; the order of settings does not either")
  func sameRun() {
    var other = base
    other.instance.name = "renamed"
    other.instance.path = "/elsewhere/six.txt"
    other.method = MethodSetting(
      "mip", label: "f2 on CBC", formulation: "f2", engine: "cbc", parameters: ["a=1", "b=2"])
    #expect(other.key(version: "1") == base.key(version: "1"))
    #expect(base.key(version: "1").count == 32)
  }

  @Test("Everything that may change the answer changes the key")
  func otherRuns() {
    let changes: [(inout RunSpecification) -> Void] = [
      { $0.instance.family = "fjsp" }, { $0.instance.digest = "sha256:01" },
      { $0.instance.parameters = ["jobs=40"] }, { $0.method.method = "exact" },
      { $0.method.formulation = "f1" }, { $0.method.engine = "glpk" },
      { $0.method.parameters = ["a=1"] }, { $0.method.warmStart = "mdd" },
      { $0.method.threads = 2 }, { $0.seed = 2 }, { $0.limits.time = 11 },
      { $0.limits.work = 1 }, { $0.limits.memory = 64 }, { $0.limits.gap = 0.1 },
      { $0.limits.target = .integer(3) },
    ]
    var keys: Set = [base.key(version: "1"), base.key(version: "2")]
    for change in changes {
      var other = base
      change(&other)
      keys.insert(other.key(version: "1"))
    }
    #expect(keys.count == changes.count + 2)
  }

  @Test("Of a file that a run starts from the content counts, not the path")
  func warmStartFile() {
    func key(_ path: String, _ digest: String) -> String {
      var other = base
      other.method.warmStart = path
      other.method.warmStartDigest = digest
      return other.key(version: "1")
    }
    #expect(key("a/x.json", "sha256:01") == key("b/y.json", "sha256:01"))
    #expect(key("a/x.json", "sha256:01") != key("a/x.json", "sha256:02"))
    #expect(key("a/x.json", "sha256:01") != base.key(version: "1"))
  }
}
