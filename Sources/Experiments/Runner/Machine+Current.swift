import Glibc
import OptCore

extension Machine {
  /// The machine this process runs on; what the system does not tell is an empty text or 0.
  public static func current() -> Machine {
    var name = utsname()
    uname(&name)
    let host = withUnsafeBytes(of: name.nodename, text)
    let kernel = withUnsafeBytes(of: name.sysname, text)
    let release = withUnsafeBytes(of: name.release, text)
    let architecture = withUnsafeBytes(of: name.machine, text)
    let processor = field("model name", in: "/proc/cpuinfo") ?? architecture
    let kibibytes = field("MemTotal", in: "/proc/meminfo")?.split(separator: " ").first
    return Machine(
      host: host, processor: processor, cores: max(0, sysconf(Int32(_SC_NPROCESSORS_ONLN))),
      memory: (kibibytes.flatMap { Int($0) } ?? 0) / 1024, system: "\(kernel) \(release)")
  }

  private static func text(_ bytes: UnsafeRawBufferPointer) -> String {
    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }

  /// The first value of a `key : value` line.
  private static func field(_ key: String, in path: String) -> String? {
    guard let text = SmallFile.read(path) else { return nil }
    for line in text.split(separator: "\n") where line.hasPrefix(key) {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let words = line[line.index(after: colon)...].split { $0 == " " || $0 == "\t" }
      return words.joined(separator: " ")
    }
    return nil
  }
}
