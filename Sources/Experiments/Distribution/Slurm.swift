import Glibc
import OptCore

/// The cluster's own programs, found as the shell finds them.
public struct Slurm: Sendable {
  /// Why the cluster did not do what it was asked.
  public struct Failure: Error, Sendable, Hashable, CustomStringConvertible {
    /// Which program failed, and its own words.
    public let description: String
  }

  private let searchPath: String

  /// The programs in folders joined by colons; nil = those of the variable `PATH`.
  public init(searchPath: String? = nil) {
    self.searchPath = searchPath ?? getenv("PATH").map { String(cString: $0) } ?? ""
  }

  /// Makes sure that jobs can be submitted from here.
  ///
  /// - Throws: `Failure` when there is no `sbatch`.
  public func requireSubmission() throws(Failure) { _ = try program("sbatch") }

  /// Hands a script to the cluster.
  ///
  /// - Returns: the number of the job.
  /// - Throws: `Failure` with the cluster's words when it refuses.
  public func submit(_ script: String) throws(Failure) -> String {
    let answer = try run("sbatch", ["--parsable", script])
    // `job` or `job;cluster`.
    let job = answer.output.prefix { $0 != ";" && !$0.isWhitespace }
    guard answer.status == 0, !job.isEmpty, job.allSatisfy({ $0.isASCII && $0.isNumber }) else {
      throw Slurm.refusal("sbatch", answer)
    }
    return String(job)
  }

  /// The tasks of jobs that have not ended.
  ///
  /// - Throws: `Failure` when the queue cannot be asked.
  public func tasks(of jobs: [String]) throws(Failure) -> [QueuedTask] {
    if jobs.isEmpty { return [] }
    let answer = try run(
      "squeue",
      [
        "--noheader", "--array", "--format=\(QueuedTask.format)",
        "--jobs=" + jobs.joined(separator: ","),
      ])
    guard answer.status == 0 else {
      // It forgets a job some minutes after its end.
      if jobs.count == 1, answer.errors.contains("Invalid job id") { return [] }
      throw Slurm.refusal("squeue", answer)
    }
    var tasks: [QueuedTask] = []
    for line in answer.output.split(separator: "\n") {
      guard let task = QueuedTask(line: line) else {
        throw Failure(description: "squeue said \(quoted(String(line))), which is no task")
      }
      if !task.hasEnded { tasks.append(task) }
    }
    return tasks
  }

  private func program(_ name: String) throws(Failure) -> String {
    guard let path = ToolProcess.find(name, in: searchPath) else {
      throw Failure(
        description: "found no program '\(name)' in PATH, expected one of a Slurm cluster")
    }
    return path
  }

  private func run(_ name: String, _ arguments: [String]) throws(Failure) -> ToolProcess {
    let path = try program(name)
    do {
      return try ToolProcess(path, arguments)
    } catch {
      throw Failure(description: error.description)
    }
  }

  private static func refusal(_ name: String, _ answer: ToolProcess) -> Failure {
    let words = (answer.errors.isEmpty ? answer.output : answer.errors)
      .split(whereSeparator: \.isNewline).joined(separator: "; ")
    let how = answer.status.map { "exit status \($0)" } ?? "it did not end"
    return Failure(description: "\(name) refused (\(how)): \(words.isEmpty ? "no reason" : words)")
  }
}
