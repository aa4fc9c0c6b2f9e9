/// The batch script that carries out shards as tasks of a Slurm job array.
public struct SlurmScript: Sendable, Hashable {
  /// Name of the job in the queue.
  public var name: String
  /// The executable, as compute nodes find it.
  public var executable: String
  /// The folder of manifest, shard stores and logs, as compute nodes find it.
  public var folder: String
  /// The shards that are to run, ascending.
  public var shards: [Int]
  /// The partition; nil = the cluster's default.
  public var partition: String?
  /// Tasks that run at once; nil = as many as the cluster allows.
  public var atOnce: Int?
  /// Cores of a task.
  public var cores: Int
  /// Mebibytes of a task; nil = the cluster's default.
  public var memory: Int?
  /// Seconds after which the cluster ends a task; nil = the partition's limit.
  public var seconds: Double?

  /// A script with the given parts.
  public init(
    name: String, executable: String, folder: String, shards: [Int], partition: String? = nil,
    atOnce: Int? = nil, cores: Int = 1, memory: Int? = nil, seconds: Double? = nil
  ) {
    self.name = name
    self.executable = executable
    self.folder = folder
    self.shards = shards
    self.partition = partition
    self.atOnce = atOnce
    self.cores = cores
    self.memory = memory
    self.seconds = seconds
  }

  /// The script.
  ///
  /// Names are quoted for the shell; a line break in one, which no directive can hold, becomes a blank.
  public var text: String {
    var lines = ["#!/bin/sh"]
    func directive(_ text: String) { lines.append("#SBATCH --" + text) }
    directive("job-name=" + SlurmScript.value(name))
    directive("array=" + SlurmScript.ranges(shards) + (atOnce.map { "%\($0)" } ?? ""))
    directive("ntasks=1")
    directive("cpus-per-task=\(cores)")
    if let memory { directive("mem=\(memory)") }
    if let seconds { directive("time=" + SlurmScript.duration(seconds)) }
    if let partition { directive("partition=" + SlurmScript.value(partition)) }
    directive("output=" + SlurmScript.value(folder.replacing("%", with: "%%") + "/task-%a.log"))
    directive("open-mode=append")
    directive("requeue")
    lines.append(
      "exec \(SlurmScript.quoted(executable)) bench shard \(SlurmScript.quoted(folder))"
        + " --shard \"$SLURM_ARRAY_TASK_ID\"")
    return lines.joined(separator: "\n") + "\n"
  }

  /// `0-3,7,9-12` for ascending numbers.
  public static func ranges(_ numbers: [Int]) -> String {
    var parts: [String] = []
    var index = 0
    while index < numbers.count {
      var end = index
      while end + 1 < numbers.count, numbers[end + 1] == numbers[end] + 1 { end += 1 }
      parts.append(
        end == index ? "\(numbers[index])" : "\(numbers[index])-\(numbers[end])")
      index = end + 1
    }
    return parts.joined(separator: ",")
  }

  /// `D-HH:MM:SS`, rounded up to a whole minute.
  static func duration(_ seconds: Double) -> String {
    let minutes = Int((max(seconds, 1) / 60).rounded(.up))
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(minutes / 1440)-\(two(minutes / 60 % 24)):\(two(minutes % 60)):00"
  }

  /// A word of the shell that stands for `text` itself.
  public static func quoted(_ text: String) -> String {
    "'" + text.replacing("'", with: "'\\''") + "'"
  }

  /// A word of the shell that stands for `text` itself, left alone where it is plain.
  public static func word(_ text: String) -> String {
    isPlain(text) ? text : quoted(text)
  }

  /// A value of a directive: quoted when it holds anything unusual.
  private static func value(_ text: String) -> String {
    let flat = text.replacing("\n", with: " ")
    return isPlain(flat) ? flat : "\"" + flat.replacing("\"", with: "") + "\""
  }

  private static func isPlain(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"):
          true
        default: Array("-_./%+=:,@".utf8).contains(byte)
        }
      }
  }
}
