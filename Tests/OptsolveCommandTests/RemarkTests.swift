import Foundation
import OptCore
import Testing

@Suite("Remarks on standard error")
struct RemarkTests {
  @Test("a weighted instance that ends without a proof says why, unless it shall be quiet")
  func noProof() throws {
    let folder = try TestFolder()
    let jobs = folder.path("w.txt")
    let recipe = ["-P", "jobs=30", "-P", "weighted=true", "-P", "tf=0.6", "-P", "rdd=0.2"]
    #expect(RecordedConsole().run(["generate", "smtt"] + recipe + ["-o", jobs]) == 0)
    let remark =
      "optsolve: no proof: the exact search needs equal weights; -m mip -t 600 may find one,"
      + " -t searches longer\n"
    for options in [[], ["-t", "0.2"], ["--work-limit", "10"]] {
      let console = RecordedConsole()
      #expect(console.run(["smtt", jobs, "-P", "kicks=10"] + options) == 0)
      #expect(console.output.contains("feasible"), "\(console.output)")
      #expect(console.errors.hasSuffix(remark), "\(console.errors)")
    }
    let quiet = RecordedConsole()
    #expect(quiet.run("smtt", jobs, "-P", "kicks=10", "-q") == 0)
    #expect(quiet.errors.isEmpty)
    let proven = RecordedConsole()
    #expect(proven.run("smtt", try folder.write("u.txt", "2\n3 1\n1 1\n")) == 0)
    #expect(!proven.errors.contains("no proof"))
  }

  @Test("equal weights other than 1 are called so")
  func equalWeights() throws {
    let folder = try TestFolder()
    let plain = folder.path("u.txt")
    let recipe = ["-P", "jobs=30", "-P", "tf=0.6", "-P", "rdd=0.2", "-o", plain]
    #expect(RecordedConsole().run(["generate", "smtt"] + recipe) == 0)
    let lines = try folder.text("u.txt").split(separator: "\n")
    let jobs = try folder.write(
      "w.txt", "\(lines[0])\n" + lines.dropFirst().map { "\($0) 3\n" }.joined())
    let console = RecordedConsole()
    #expect(console.run("smtt", jobs, "-P", "kicks=10") == 0)
    #expect(console.errors.contains("no proof: all weights are 3"), "\(console.errors)")
  }

  @Test("a limit of work that a method does not have is told")
  func work() throws {
    let folder = try TestFolder()
    let jobs = try folder.write("jobs.txt", "2\n3 1\n1 1\n")
    let shop = try folder.write("shop.fjs", "1 1\n1 1 1 3\n")
    for (arguments, method) in [
      (["smtt", jobs, "-m", "edd"], "edd"), (["fjsp", shop, "-m", "rho"], "rho"),
      (["fjsp", shop, "-m", "memetic"], nil), (["fjsp", shop, "-m", "rho", "-q"], nil),
    ] as [([String], String?)] {
      let console = RecordedConsole()
      #expect(console.run(arguments + ["--work-limit", "5"]) == 0, "\(console.errors)")
      if let method {
        let remark = "optsolve: method \(method) has no unit of work to limit\n"
        #expect(console.errors.contains(remark), "\(console.errors)")
      } else {
        #expect(!console.errors.contains("unit of work"), "\(console.errors)")
      }
    }
  }

  @Test("threads that will not be used are told")
  func threads() throws {
    let folder = try TestFolder()
    let jobs = try folder.write("jobs.txt", "2\n3 1\n1 1\n")
    let model = try folder.write("m.lp", "min\n obj: x\nst\n c: x >= 1\nend\n")
    for (arguments, remark) in [
      (["smtt", jobs, "-m", "edd", "-p", "2"], "optsolve: method edd uses one thread\n"),
      (
        ["smtt", jobs, "-m", "mip", "-e", "glpk", "-p", "2"],
        "optsolve: engine glpk uses one thread\n"
      ),
      (["model", model, "-e", "glpk", "-p", "2"], "optsolve: engine glpk uses one thread\n"),
      (["smtt", jobs, "-m", "exact", "-p", "2"], nil),
      (["smtt", jobs, "-m", "mip", "-e", "cbc", "-p", "2"], nil),
      (["smtt", jobs, "-m", "edd", "-p", "1"], nil),
      (["smtt", jobs, "-m", "edd", "-p", "2", "-q"], nil),
    ] as [([String], String?)] {
      let console = RecordedConsole()
      #expect(console.run(arguments) == 0, "\(console.errors)")
      if let remark {
        #expect(console.errors.contains(remark), "\(arguments): \(console.errors)")
      } else {
        #expect(!console.errors.contains("one thread"), "\(arguments): \(console.errors)")
      }
    }
  }

  @Test("-v shows the log of the engine behind mip", arguments: ["cbc", "glpk"])
  func engineLog(engine: String) throws {
    let folder = try TestFolder()
    let jobs = try folder.write("six.txt", "6\n10 15\n11 11\n10 13\n10 11\n11 12\n10 11\n")
    let arguments = [
      "smtt", jobs, "-m", "mip", "-e", engine, "-P", "cost-fixing=false", "-P", "fixings=false",
      "--warm-start", "none",
    ]
    let verbose = RecordedConsole()
    #expect(verbose.run(arguments + ["-v"]) == 0)
    #expect(verbose.errors.contains("s  \(engine): "), "\(verbose.errors)")
    let plain = RecordedConsole()
    #expect(plain.run(arguments) == 0)
    #expect(!plain.errors.contains("s  \(engine): "), "\(plain.errors)")
  }

  @Test("a model's answer tells how to get the values, and -v why signs in the log are changed")
  func model() throws {
    let folder = try TestFolder()
    let model = try folder.write("m.lp", "max\n obj: x\nst\n c: x <= 4.5\nend\n")
    let plain = RecordedConsole()
    #expect(plain.run("model", model) == 0)
    #expect(plain.output.hasSuffix(" -o FILE.sol writes them\n"), "\(plain.output)")
    #expect(!plain.errors.contains("negated"))
    let verbose = RecordedConsole()
    #expect(verbose.run("model", model, "-v", "-o", folder.path("m.sol")) == 0)
    #expect(!verbose.output.contains("values:"))
    #expect(verbose.errors.contains("logs show the negated objective"))
  }

  @Test("progress shows ten digits, documents all of them")
  func digits() throws {
    let folder = try TestFolder()
    let model = try folder.write(
      "m.lp", "min\n obj: 12.999999999999998 x\nst\n c: x >= 1\ngeneral\n x\nend\n")
    let console = RecordedConsole()
    #expect(console.run("model", model, "--progress", "plain", "--json") == 0)
    #expect(console.errors.contains("              13"), "\(console.errors)")
    #expect(!console.errors.contains("12.9999"), "\(console.errors)")
    #expect(console.output.contains("12.999999999999998"), "\(console.output)")
  }
}
