import Testing

@Suite("bench tells what is wrong", .serialized)
struct BenchFaultTests {
  @Test("a failed run stops nothing and is listed with its reason; it can be repeated")
  func failures() throws {
    let text = """
      time-limit: 20
      families:
        smtt:
          instances: "*.txt"
          methods: [edd, {method: mdd, warm-start: start.json}]
      """
    try BenchTests.withStudy(text) { folder in
      // A solution of b, which is none of a and c.
      try BenchTests.write("1 0", "start.json", folder)
      let run = try BuiltBinary.run(["bench", "study.yaml"], in: folder)
      #expect(run.status == 5, "\(run.errors)")
      #expect(BenchTests.value("finished now", run) == "6")
      #expect(BenchTests.value("failed", run) == "2")
      #expect(run.errors.contains("failed: a mdd seed 1: exit status 64"))
      #expect(run.errors.contains("failed: c mdd seed 1: exit status 64"))

      let again = try BuiltBinary.run(["bench", "study.yaml"], in: folder)
      #expect(again.status == 5)
      #expect(BenchTests.value("finished now", again) == "0")
      let retried = try BuiltBinary.run(["bench", "study.yaml", "--retry-failed"], in: folder)
      #expect(retried.status == 5)
      #expect(BenchTests.value("finished now", retried) == "2")
      #expect(BenchTests.value("finished before", retried) == "4")
    }
  }

  @Test("refused instances, and references of no instance, are left out and told")
  func refused() throws {
    try BenchTests.withStudy { folder in
      try BenchTests.write("instance,optimal\na,4\nz,5\ny/z,6\n", "best.csv", folder)
      try BenchTests.write("2\n1\n", "d.txt", folder)
      let run = try BuiltBinary.run(["bench", "study.yaml", "--dry-run"], in: folder)
      #expect(run.status == 0)
      #expect(run.errors.contains("refused: d.txt:2:2: found the end of the line"))
      #expect(BenchTests.value("instances", run) == "3 (1 refused)")
      #expect(BenchTests.value("references", run) == "1 of 3 instances (rows about none: 2)")
      let all = try BuiltBinary.run(["bench", "study.yaml", "--dry-run", "-v"], in: folder)
      #expect(
        all.output.contains("no instance for reference 'y/z'\nno instance for reference 'z'\n"))
    }
  }

  @Test("mistakes are told with the place and the right status")
  func mistakes() throws {
    try BenchTests.withStudy("families:\n  smtt:\n    instances: a.txt\n    metods: edd\n") {
      folder in
      let cases: [([String], Int32, String)] = [
        (
          ["study.yaml"], 65,
          "study.yaml:4:5: found 'metods', expected a key of family 'smtt'; did you mean 'methods'?"
        ),
        (["none.yaml"], 66, "none.yaml: cannot read"),
        (["none.txt", "--methods", "edd"], 66, "none.txt: cannot read"),
        (
          ["*.tx", "--methods", "edd"], 64,
          "found files that no family is known to read, expected --family smtt|fjsp"
        ),
        (
          ["x.json", "--methods", "edd"], 64,
          "found files of several families, expected --family smtt|fjsp"
        ),
        (
          ["*.tx", "--methods", "edd", "--family", "smtt"], 64,
          "found no file that matches '*.tx'"
        ),
        (["a.txt"], 64, "found no --methods"),
        (["a.txt", "--methods", "edd,"], 64, "--methods: found ''"),
        (["a.txt", "--methods", "ed"], 64, "unknown method 'ed'; did you mean 'edd'?"),
        (["a.txt", "--methods", "edd", "--seeds", "5..1"], 64, "--seeds: found '5..1'"),
        (["a.txt", "--methods", "edd", "--family", "smt"], 64, "did you mean 'smtt'?"),
        (["study.yaml", "-t", "5"], 64, "found --time-limit with a study file"),
        (["a.txt", "study.yaml", "--methods", "edd"], 64, "found study 'study.yaml' among other"),
        (["a.txt", "--methods", "edd", "--store", "no/such/s.sqlite"], 73, "no/such/s.sqlite"),
        (["a.txt", "--methods", "edd", "--store", "b.txt"], 65, "b.txt: not a result store"),
      ]
      for (arguments, status, message) in cases {
        let run = try BuiltBinary.run(["bench"] + arguments, in: folder)
        #expect(run.status == status, "\(arguments): \(run.errors)")
        #expect(run.errors.contains(message), "\(arguments): \(run.errors)")
        #expect(run.output.isEmpty)
      }
    }
  }
}
