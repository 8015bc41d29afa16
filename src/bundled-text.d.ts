// Files that the build bundles as text.
declare module '*.service' {
  const text: string
  export default text
}
declare module '*.conf' {
  const text: string
  export default text
}
declare module '*.socket' {
  const text: string
  export default text
}
declare module '*.yaml' {
  const text: string
  export default text
}
declare module '*/first-boot.js' {
  const text: string
  export default text
}
declare module '*/denyusernshost.js' {
  const text: string
  export default text
}
