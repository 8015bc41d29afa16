/** The text of what an image runs at its first boot: one bundled file. The build makes it before what carries it. */
export { default as firstBootProgram } from '../../dist/first-boot.js'
